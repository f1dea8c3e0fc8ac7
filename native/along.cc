// gather and scatter: an index tensor names, element by element, the place along one dimension.
#include <algorithm>
#include <atomic>
#include <type_traits>

#include "families.h"
#include "loop.h"
#include "simd.h"

namespace tsgrad {
namespace {

CLONES bool allWithin(const int64_t* p, int64_t n, int64_t size) {
  uint64_t out = 0;
  for (int64_t i = 0; i < n; i++) out |= uint64_t(p[i]) >= uint64_t(size) ? 1 : 0;
  return out == 0;
}

// Every index must be in [0, size); the largest shift is checked against the array.
bool inRange(const Array& index, const Loop& all, int operand, int64_t size) {
  // What is repeated is looked at once.
  Loop loop = all;
  for (int d = 0; d < loop.rank; d++)
    if (loop.stride[operand][d] == 0) {
      loop.count /= loop.size[d];
      loop.size[d] = 1;
    }
  std::atomic<bool> fits{true};
  forPortions<3>(loop, [&](auto&& runs) {
    runs([&](const int64_t* at, int64_t n) {
      const int64_t* p = index.as<int64_t>() + at[operand];
      const int64_t stride = loop.innerStride(operand);
      bool ok = true;
      if (stride == 1) ok = allWithin(p, n, size);
      else for (int64_t i = 0; i < n; i++) ok &= uint64_t(p[i * stride]) < uint64_t(size);
      if (!ok) fits.store(false, std::memory_order_relaxed);
    });
  });
  return fits;
}

struct Along {
  Loop loop;
  int64_t stride, size;
};

// `shifted` is the operand that the index moves by up to (size − 1) · stride.
void readAlong(const Call& call, size_t argument, const Array* operands[3], int shifted, Along& along) {
  along.stride = call.integer(argument + 1, "stride", -(int64_t(1) << 53), int64_t(1) << 53);
  along.size = call.integer(argument + 2, "size", 0, int64_t(1) << 53);
  Loop& loop = along.loop;
  parseLoop(call.array(argument, "loop", DType::f64), 3, loop);
  if (loop.count == 0) return;
  for (int p = 0; p < 3; p++) {
    if (p == shifted && along.size == 0) continue;  // no index is in range: it is not looked at
    const int64_t most = p == shifted && along.size > 0 ? (along.size - 1) * along.stride : 0;
    checkBounds(*operands[p], loop.rank, loop.size, loop.offset[p], loop.stride[p], std::min<int64_t>(0, most),
                std::max<int64_t>(0, most));
  }
}

// Calls body with strides that the compiler knows where they are the usual ones: of the operand that the index moves, the
// other one, the index, and a step of the index.
template <class Body> ALWAYS_INLINE void withSteps(int64_t moved, int64_t other, int64_t index, int64_t step, const Body& body) {
  using One = std::integral_constant<int64_t, 1>;
  using Zero = std::integral_constant<int64_t, 0>;
  if (other == 1 && index == 1 && moved == 0 && step == 1) body(Zero{}, One{}, One{}, One{});
  else if (other == 1 && index == 1 && moved == 1) body(One{}, One{}, One{}, step);
  else if (other == 1 && index == 0 && moved == 1) body(One{}, One{}, Zero{}, step);
  else body(moved, other, index, step);
}

// False: an index was out of range. The output is fresh: what it holds then does not matter.
template <class T> bool gatherOf(const Array& out, const Array& a, const Array& index, const Along& along) {
  std::atomic<bool> fits{true};
  const Loop& loop = along.loop;
  const uint64_t size = uint64_t(along.size);
  forPortions<3>(loop, [&](auto&& runs) {
    runs([&](const int64_t* at, int64_t n) {
      T* o = out.as<T>() + at[0];
      const T* p = a.as<T>() + at[1];
      const int64_t* i = index.as<int64_t>() + at[2];
      uint64_t outside = 0;
      withSteps(loop.innerStride(1), loop.innerStride(0), loop.innerStride(2), along.stride,
                [&](auto sp, auto so, auto si, auto step) {
                  for (int64_t k = 0; k < n; k++) {
                    const uint64_t place = uint64_t(i[k * si]);
                    outside |= place >= size ? 1 : 0;
                    o[k * so] = p[k * sp + int64_t(place < size ? place : 0) * step];
                  }
                });
      if (outside) fits.store(false, std::memory_order_relaxed);
    });
  });
  return fits;
}

struct Set {
  template <class T> static T f(T, T y) { return y; }
};
struct Add {
  template <class T> static T f(T x, T y) { return T(x + y); }
};
struct Multiply {
  template <class T> static T f(T x, T y) { return T(x * y); }
};
struct Larger {
  template <class T> static T f(T x, T y) { return x != x || x >= y ? x : y; }
};
struct Smaller {
  template <class T> static T f(T x, T y) { return x != x || x <= y ? x : y; }
};

// In row-major order: an index may occur twice. Threads share out a dimension along which no index moves: the first, if its
// elements lie apart, or the last one, of which each takes a band.
template <class Op, class T> void scatterBy(const Array& out, const Array& a, const Array& index, const Along& along) {
  const Loop& loop = along.loop;
  const int64_t n = loop.inner(), so = loop.innerStride(0), sa = loop.innerStride(1), si = loop.innerStride(2);
  const int64_t rows = loop.count / n;
  const auto portion = [&](int64_t row0, int64_t row1, int64_t from, int64_t to) {
    Cursor<3> row(loop, 0, loop.rank - 1, row0);
    for (int64_t r = row0; r < row1; r++, row.next()) {
      T* o = out.as<T>() + row.at[0];
      const T* p = a.as<T>() + row.at[1];
      const int64_t* i = index.as<int64_t>() + row.at[2];
      withSteps(so, sa, si, along.stride, [&](auto so, auto sa, auto si, auto step) {
        for (int64_t k = from; k < to; k++) {
          T& place = o[k * so + i[k * si] * step];
          place = Op::f(place, p[k * sa]);
        }
      });
    }
  };
  if (loop.rank > 1 && loop.stride[0][0] != 0) {
    const int64_t apart = loop.size[0], each = rows / apart;
    const int64_t grain = std::max<int64_t>(1, pool::kGrain / (each * n));
    return pool::forPieces(apart, grain,
                           [&](int64_t begin, int64_t end) { portion(begin * each, end * each, 0, n); });
  }
  if (so == 0 || loop.count < 2 * pool::kGrain) return portion(0, rows, 0, n);
  // Bands of whole cache lines; the narrower they are, the more often each thread walks all rows.
  constexpr int64_t line = 64;
  const int64_t width = (n / pool::threads() + line - 1) / line * line;
  pool::forPieces(n, std::max(line, width), [&](int64_t from, int64_t to) { portion(0, rows, from, to); });
}

template <class T>
void scatterOf(int64_t how, const Array& out, const Array& a, const Array& index, const Along& along) {
  switch (how) {
    case 0: return scatterBy<Set, T>(out, a, index, along);
    case 1: return scatterBy<Add, T>(out, a, index, along);
    case 2: return scatterBy<Multiply, T>(out, a, index, along);
    case 3: return scatterBy<Larger, T>(out, a, index, along);
    default: return scatterBy<Smaller, T>(out, a, index, along);
  }
}

}  // namespace

// (out, a, index, loop of (out, a, index), stride, size): out = a[… + index · stride]. True: an index is out of range.
void gatherAlong(Call& call) {
  const Array a = call.array(1, "a"), out = call.like(a, 0, "out"), index = call.array(2, "index", DType::i64);
  const Array* operands[] = {&out, &a, &index};
  Along along;
  readAlong(call, 3, operands, 1, along);
  if (along.loop.count == 0) return;
  if (along.size == 0) return call.give(true);
  const int64_t bytes = bytesOf(a.type);
  const bool fits = bytes == 8   ? gatherOf<uint64_t>(out, a, index, along)
                    : bytes == 4 ? gatherOf<uint32_t>(out, a, index, along)
                                 : gatherOf<uint8_t>(out, a, index, along);
  if (!fits) call.give(true);
}

// (out, a, index, loop of (out, a, index), stride, size, how): out[… + index · stride] = a, or a combination of both.
// True: an index is out of range, and nothing was written.
void scatterAlong(Call& call) {
  const Array a = call.array(1, "a"), out = call.like(a, 0, "out"), index = call.array(2, "index", DType::i64);
  const Array* operands[] = {&out, &a, &index};
  const int64_t how = call.integer(6, "how", 0, 4);
  Along along;
  readAlong(call, 3, operands, 0, along);
  if (along.loop.count == 0) return;
  if (!inRange(index, along.loop, 2, along.size)) return call.give(true);
  switch (a.type) {
    case DType::f32: return scatterOf<float>(how, out, a, index, along);
    case DType::f64: return scatterOf<double>(how, out, a, index, along);
    case DType::i64: return scatterOf<int64_t>(how, out, a, index, along);
    case DType::i32: return scatterOf<int32_t>(how, out, a, index, along);
    case DType::u8: return scatterOf<uint8_t>(how, out, a, index, along);
  }
}

}  // namespace tsgrad
