// gather and scatter: an index tensor names, element by element, the place along one dimension.
#include <atomic>

#include "families.h"
#include "loop.h"

namespace tsgrad {
namespace {

// Every index must be in [0, size); the largest shift is checked against the array.
bool inRange(const Array& index, const Loop& loop, int operand, int64_t size) {
  std::atomic<bool> fits{true};
  forPortions<3>(loop, [&](auto&& runs) {
    runs([&](const int64_t* at, int64_t n) {
      const int64_t* p = index.as<int64_t>() + at[operand];
      const int64_t stride = loop.innerStride(operand);
      bool ok = true;
      for (int64_t i = 0; i < n; i++) ok &= p[i * stride] >= 0 && p[i * stride] < size;
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
    const int64_t most = p == shifted && along.size > 0 ? (along.size - 1) * along.stride : 0;
    checkBounds(*operands[p], loop.rank, loop.size, loop.offset[p], loop.stride[p], std::min<int64_t>(0, most),
                std::max<int64_t>(0, most));
  }
}

// False: an index was out of range. The output is fresh: what it holds then does not matter.
template <class T> bool gatherOf(const Array& out, const Array& a, const Array& index, const Along& along) {
  std::atomic<bool> fits{true};
  forPortions<3>(along.loop, [&](auto&& runs) {
    runs([&](const int64_t* at, int64_t n) {
      T* o = out.as<T>() + at[0];
      const T* p = a.as<T>() + at[1];
      const int64_t* i = index.as<int64_t>() + at[2];
      const int64_t so = along.loop.innerStride(0), sp = along.loop.innerStride(1), si = along.loop.innerStride(2);
      bool ok = true;
      for (int64_t k = 0; k < n; k++) {
        const bool inside = uint64_t(i[k * si]) < uint64_t(along.size);
        ok &= inside;
        o[k * so] = p[k * sp + (inside ? i[k * si] * along.stride : 0)];
      }
      if (!ok) fits.store(false, std::memory_order_relaxed);
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

// In row-major order: an index may occur twice. Threads share out a dimension along which no index moves.
template <class Op, class T> void scatterBy(const Array& out, const Array& a, const Array& index, const Along& along) {
  const Loop& loop = along.loop;
  const int64_t n = loop.inner(), so = loop.innerStride(0), sa = loop.innerStride(1), si = loop.innerStride(2);
  const int64_t rows = loop.count / n, apart = loop.rank > 1 && loop.stride[0][0] != 0 ? loop.size[0] : 1;
  const int64_t grain = std::max<int64_t>(1, pool::kGrain / (loop.count / apart));
  pool::forPieces(apart, grain, [&](int64_t begin, int64_t end) {
    Cursor<3> row(loop, 0, loop.rank - 1, begin * (rows / apart));
    for (int64_t r = (end - begin) * (rows / apart); r > 0; r--, row.next()) {
      T* o = out.as<T>() + row.at[0];
      const T* p = a.as<T>() + row.at[1];
      const int64_t* i = index.as<int64_t>() + row.at[2];
      for (int64_t k = 0; k < n; k++) {
        T& place = o[k * so + i[k * si] * along.stride];
        place = Op::f(place, p[k * sa]);
      }
    }
  });
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
