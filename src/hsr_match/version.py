"""The version, where reading it costs nothing.

``importlib.metadata`` takes longer to load than a small cohort to match, and
every run names the version in its manifest. A test compares this with the
package's metadata.
"""

VERSION = "0.1.0"
