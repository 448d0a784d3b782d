// Who is preferred among equals: the keyed hash of the engine, in 32-bit halves.
(() => {
  const GOLDEN = [0x9e3779b9, 0x7f4a7c15];
  const MIX_1 = [0xbf58476d, 0x1ce4e5b9];
  const MIX_2 = [0x94d049bb, 0x133111eb];

  let high = 0;
  let low = 0;

  /** `high, low` times a constant, modulo 2^64. */
  const times = ([other, bits]) => {
    const a0 = low & 0xffff;
    const a1 = low >>> 16;
    const b0 = bits & 0xffff;
    const b1 = bits >>> 16;
    const p00 = (a0 * b0) >>> 0;
    const p01 = (a0 * b1) >>> 0;
    const p10 = (a1 * b0) >>> 0;
    const middle = (p00 >>> 16) + (p01 & 0xffff) + (p10 & 0xffff);
    const over = a1 * b1 + (p01 >>> 16) + (p10 >>> 16) + (middle >>> 16);
    high = (over + Math.imul(high, bits) + Math.imul(low, other)) >>> 0;
    low = ((middle << 16) | (p00 & 0xffff)) >>> 0;
  };

  const shiftXor = (bits) => {
    const moved = (low >>> bits) | (high << (32 - bits));
    low = (low ^ moved) >>> 0;
    high = (high ^ (high >>> bits)) >>> 0;
  };

  /** Priority of a pair among equals: docs/reference/certificate.md, "Tie-break priority". */
  const priority = (mentees, mentors, i, j) => {
    high = mentors.high[j];
    low = mentors.low[j];
    times(GOLDEN);
    const sum = low + mentees.low[i];
    high = (high + mentees.high[i] + (sum > 0xffffffff ? 1 : 0)) >>> 0;
    low = sum >>> 0;
    shiftXor(30);
    times(MIX_1);
    shiftXor(27);
    times(MIX_2);
    shiftXor(31);
    return high * 256 + (low >>> 24);
  };

  hsrMatch.priority = priority;
})();
