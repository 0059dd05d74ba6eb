/**
 * ECDSA verification (FIPS 186-5, 6.4.2) of a signature over an already computed digest. The runtime's crypto always
 * hashes what it is given, but a registry names an artifact by its digest alone. Only public values pass through here.
 */
export interface EcPoint {
  x: bigint;
  y: bigint;
}

interface Curve {
  p: bigint;
  n: bigint;
  b: bigint;
  g: EcPoint;
  bits: number;
}

const hex = (text: string): bigint => BigInt(`0x${text}`);

/** NIST curves by the name the runtime gives them (SP 800-186, 3.2.1); a = -3 for all of them. */
export const CURVES: Readonly<Record<string, Curve>> = {
  prime256v1: {
    bits: 256,
    p: hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),
    n: hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
    b: hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
    g: {
      x: hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
      y: hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
    },
  },
  secp384r1: {
    bits: 384,
    p: hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff"),
    n: hex("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"),
    b: hex("b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef"),
    g: {
      x: hex("aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7"),
      y: hex("3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f"),
    },
  },
  secp521r1: {
    bits: 521,
    p: (1n << 521n) - 1n,
    n: hex(
      "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
    ),
    b: hex(
      "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
    ),
    g: {
      x: hex(
        "c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
      ),
      y: hex(
        "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650",
      ),
    },
  },
};

/** Whether (r, s) signs `digest` under the public point. False for anything out of range or off the curve. */
export function verifyEcdsaDigest(
  curveName: string,
  key: EcPoint,
  digest: Uint8Array,
  signature: { r: bigint; s: bigint },
): boolean {
  const curve = CURVES[curveName];
  if (!curve || !onCurve(curve, key)) return false;
  const { r, s } = signature;
  if (r <= 0n || r >= curve.n || s <= 0n || s >= curve.n) return false;
  const inverse = invert(s, curve.n);
  const u1 = modulo(leftmostBits(digest, curve.bits) * inverse, curve.n);
  const u2 = modulo(r * inverse, curve.n);
  const point = add(curve, multiply(curve, key, u2), multiply(curve, curve.g, u1));
  return point.z !== 0n && modulo(affineX(curve, point), curve.n) === r;
}

/** r and s of a DER signature (RFC 3279, 2.2.3), null when it is not exactly one sequence of two integers. */
export function readDerSignature(bytes: Uint8Array): { r: bigint; s: bigint } | null {
  const sequence = readDer(bytes, 0, 0x30);
  if (sequence === null || sequence.end !== bytes.length) return null;
  const first = readDer(bytes, sequence.start, 0x02);
  const second = first && readDer(bytes, first.end, 0x02);
  if (!first || !second || second.end !== bytes.length) return null;
  const r = positive(bytes.subarray(first.start, first.end));
  const s = positive(bytes.subarray(second.start, second.end));
  return r === null || s === null ? null : { r, s };
}

function readDer(bytes: Uint8Array, at: number, tag: number): { start: number; end: number } | null {
  const short = bytes[at + 1];
  if (bytes[at] !== tag || short === undefined) return null;
  const long = short === 0x81;
  const length = long ? bytes[at + 2] : short;
  if (length === undefined || (!long && short > 0x7f) || (long && length < 0x80)) return null;
  const start = at + (long ? 3 : 2);
  return start + length <= bytes.length ? { start, end: start + length } : null;
}

function positive(bytes: Uint8Array): bigint | null {
  const first = bytes[0];
  if (first === undefined || first > 0x7f) return null;
  if (first === 0 && bytes.length > 1 && (bytes[1] ?? 0) < 0x80) return null;
  return toInteger(bytes);
}

export function toInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

function leftmostBits(digest: Uint8Array, bits: number): bigint {
  const value = toInteger(digest);
  const surplus = digest.length * 8 - bits;
  return surplus > 0 ? value >> BigInt(surplus) : value;
}

function modulo(value: bigint, by: bigint): bigint {
  const rest = value % by;
  return rest < 0n ? rest + by : rest;
}

/** Extended Euclid; `value` is never a multiple of the prime `by` where this is called. */
function invert(value: bigint, by: bigint): bigint {
  let [a, b, x, y] = [modulo(value, by), by, 1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b] = [b - quotient * a, a];
    [x, y] = [y - quotient * x, x];
  }
  return modulo(x, by);
}

function onCurve({ p, b }: Curve, { x, y }: EcPoint): boolean {
  if (x < 0n || x >= p || y < 0n || y >= p) return false;
  return modulo(y * y - (x * x * x - 3n * x + b), p) === 0n;
}

/** A point in Jacobian coordinates (x/z², y/z³), so that only one inversion is needed in the end; z = 0 is infinity. */
interface Jacobian {
  x: bigint;
  y: bigint;
  z: bigint;
}

const INFINITY: Jacobian = { x: 1n, y: 1n, z: 0n };

function affineX({ p }: Curve, { x, z }: Jacobian): bigint {
  const inverse = invert(z, p);
  return modulo(x * inverse * inverse, p);
}

function double({ p }: Curve, { x, y, z }: Jacobian): Jacobian {
  const [delta, gamma] = [modulo(z * z, p), modulo(y * y, p)];
  const beta = modulo(x * gamma, p);
  const alpha = modulo(3n * (x - delta) * (x + delta), p);
  const doubledX = modulo(alpha * alpha - 8n * beta, p);
  return {
    x: doubledX,
    y: modulo(alpha * (4n * beta - doubledX) - 8n * gamma * gamma, p),
    z: modulo((y + z) * (y + z) - gamma - delta, p),
  };
}

function add(curve: Curve, a: Jacobian, b: Jacobian): Jacobian {
  if (a.z === 0n) return b;
  if (b.z === 0n) return a;
  const { p } = curve;
  const [az, bz] = [modulo(a.z * a.z, p), modulo(b.z * b.z, p)];
  const [u1, u2] = [modulo(a.x * bz, p), modulo(b.x * az, p)];
  const [s1, s2] = [modulo(a.y * bz * b.z, p), modulo(b.y * az * a.z, p)];
  if (u1 === u2) return s1 === s2 ? double(curve, a) : INFINITY;
  const [h, r] = [u2 - u1, s2 - s1];
  const h2 = modulo(h * h, p);
  const h3 = modulo(h2 * h, p);
  const x = modulo(r * r - h3 - 2n * u1 * h2, p);
  return { x, y: modulo(r * (u1 * h2 - x) - s1 * h3, p), z: modulo(h * a.z * b.z, p) };
}

function multiply(curve: Curve, point: EcPoint, times: bigint): Jacobian {
  let result = INFINITY;
  let doubled: Jacobian = { ...point, z: 1n };
  for (let rest = times; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(curve, result, doubled);
    doubled = double(curve, doubled);
  }
  return result;
}
