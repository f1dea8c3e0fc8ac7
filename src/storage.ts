import { gradMode } from './autograd/mode.js'
import { type Data, type DType, dtypes } from './dtype.js'
import { RuntimeError } from './errors.js'
import { makeRoomFor } from './reclaim.js'

/** One-element typed arrays are made on V8's own heap, which is faster than a pooled slice. */
const SMALL_BYTES = 64
/** From this size on the cache decides how long an op takes. */
const LARGE_BYTES = 64 << 10

/**
 * Memory of middling size comes in slices of a slab: an ArrayBuffer of its own would cost ten times as much as the slice.
 * A slab lives as long as any of its slices, so small slices share small slabs.
 */
class Slab {
  private buffer = new ArrayBuffer(0)
  private at = 0
  constructor(
    readonly most: number,
    private readonly size: number,
  ) {}

  slice(
    n: number,
    { array, bytes }: { array: new (b: ArrayBuffer, at: number, n: number) => Data; bytes: number },
  ): Data {
    const size = n * bytes
    if (this.at + size > this.buffer.byteLength) {
      this.buffer = Buffer.allocUnsafeSlow(this.size).buffer as ArrayBuffer
      this.at = 0
    }
    const data = new array(this.buffer, this.at, n)
    // The next one begins at a cache line.
    this.at += (size + 63) & ~63
    return data
  }
}
const slabs = [new Slab(1 << 10, 8 << 10), new Slab(8 << 10, 64 << 10), new Slab(32 << 10, 256 << 10)]

/**
 * The memory that tensors look at: an ArrayBuffer owned by JavaScript. Views share it; nobody has to free it.
 * `version` counts in-place changes, so that backward can tell whether what it saved is still true.
 */
export class Storage {
  version = 0
  /** Was it made in inference mode? Then autograd must not meet it outside. */
  readonly inference = gradMode.inference
  constructor(
    readonly data: Data,
    readonly dtype: DType,
  ) {}

  /** Zeroed memory for `n` elements. */
  static zeros(n: number, dtype: DType): Storage {
    return new Storage(
      new dtypes[dtype].array(memory(sizeOf(n, dtypes[dtype].bytes), (size) => new ArrayBuffer(size))),
      dtype,
    )
  }

  /**
   * Memory whose content is undefined: the op that asks for it writes all of it.
   * `Buffer.allocUnsafeSlow` gives an ArrayBuffer of its own that nobody has zeroed.
   */
  static empty(n: number, dtype: DType): Storage {
    const { bytes, array } = dtypes[dtype]
    const size = sizeOf(n, bytes)
    if (size <= SMALL_BYTES) return new Storage(small(n, dtype), dtype)
    for (const slab of slabs) if (size <= slab.most) return new Storage(slab.slice(n, dtypes[dtype]), dtype)
    if (size >= LARGE_BYTES) makeRoomFor(size)
    return new Storage(new array(memory(size, (most) => Buffer.allocUnsafeSlow(most).buffer as ArrayBuffer)), dtype)
  }

  /** The same memory with a count of its own: what is written through it does not count here. */
  uncounted(): Storage {
    return new Storage(this.data, this.dtype)
  }

  get length(): number {
    return this.data.length
  }

  /** `[torch.storage.TypedStorage(dtype=torch.float32, device=cpu) of size 3]` under one value a line. */
  toString(): string {
    const isBool = this.dtype === 'bool'
    const text = (x: number | bigint): string => {
      if (isBool) return x ? 'True' : 'False'
      if (typeof x === 'bigint' || dtypes[this.dtype].category < 2) return String(x)
      return Number.isInteger(x) ? `${Object.is(x, -0) ? '-0' : x}.0` : String(x)
    }
    let lines = ''
    for (const x of this.data) lines += ` ${text(x)}\n`
    return `${lines}[torch.storage.TypedStorage(dtype=torch.${this.dtype}, device=cpu) of size ${this.length}]`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** In bytes. Errors: TypeError for what is no number of elements. */
function sizeOf(n: number, bytes: number): number {
  if (n >= 0) return n * bytes
  throw new TypeError(`a size must be an integer that is not below 0, but got ${n}`)
}

/** Errors: RuntimeError for more than there is. */
function memory(size: number, allocate: (size: number) => ArrayBuffer): ArrayBuffer {
  try {
    return allocate(size)
  } catch {
    throw new RuntimeError(`DefaultCPUAllocator: can't allocate memory: you tried to allocate ${size} bytes.`)
  }
}

function small(n: number, dtype: DType): Data {
  switch (dtype) {
    case 'float32':
      return new Float32Array(n)
    case 'float64':
      return new Float64Array(n)
    case 'int64':
      return new BigInt64Array(n)
    case 'int32':
      return new Int32Array(n)
    default:
      return new Uint8Array(n)
  }
}
