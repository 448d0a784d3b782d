"""The version, where reading it costs nothing.

``importlib.metadata`` takes longer to load than a small cohort to match, and
every run names the version in its manifest. The package's metadata take it from
here.
"""

VERSION = "0.1.0"
