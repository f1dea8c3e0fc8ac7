// Running sums, products, sums of exponentials and extremes along the loop's last dimension.
#include <cmath>
#include <limits>

#include "families.h"
#include "loop.h"

namespace tsgrad {
namespace {

struct Sum {
  static constexpr int first = 0;
  template <class A, class T> static A step(A before, T x) { return before + A(x); }
};
struct Product {
  static constexpr int first = 1;
  template <class A, class T> static A step(A before, T x) { return before * A(x); }
};

// ln(eˣ + eʸ), where equal infinities stay (aten/src/ATen/native/cpu/LogAddExp.h).
struct LogSum {
  static constexpr double first = -std::numeric_limits<double>::infinity();
  static double step(double before, double x) {
    const double low = before < x || before != before ? before : x, high = low == before ? x : before;
    if (before != before || x != x) return before + x;
    return low != high || std::isfinite(low) ? std::log1p(std::exp(low - high)) + high : x;
  }
};

// Floats run in double, as PyTorch's do; integers modulo 2^bits.
template <class T> using Running = std::conditional_t<std::is_floating_point_v<T>, double, int64_t>;

// Where the dimension before is nearer in memory (cumsum(0) of rows), a block of it is scanned side by side.
constexpr int64_t kColumns = 256;

template <class Op, class T> void scanRow(T* out, int64_t outStride, const T* a, int64_t aStride, int64_t n) {
  Running<T> running = Op::first;
  for (int64_t i = 0; i < n; i++) out[i * outStride] = T(running = Op::step(running, a[i * aStride]));
}

template <class Op, class T>
void scanColumns(T* out, const int64_t* outStride, const T* a, const int64_t* aStride, int64_t columns, int64_t n) {
  Running<T> running[kColumns];
  for (int64_t j = 0; j < columns; j++) running[j] = Op::first;
  for (int64_t i = 0; i < n; i++) {
    T* to = out + i * outStride[1];
    const T* from = a + i * aStride[1];
    for (int64_t j = 0; j < columns; j++)
      to[j * outStride[0]] = T(running[j] = Op::step(running[j], from[j * aStride[0]]));
  }
}

template <class Op, class T> void scanAll(const Array& out, const Array& a, const Loop& loop) {
  const int last = loop.rank - 1;
  const int64_t n = loop.size[last], rows = loop.count / n;
  const bool sideBySide = last > 0 && std::abs(loop.stride[1][last - 1]) < std::abs(loop.stride[1][last]);
  if (!sideBySide) {
    const int64_t grain = std::max<int64_t>(1, pool::kGrain / n);
    return pool::forPieces(rows, grain, [&](int64_t begin, int64_t end) {
      Cursor<2> row(loop, 0, last, begin);
      for (int64_t r = begin; r < end; r++, row.next())
        scanRow<Op>(out.as<T>() + row.at[0], loop.stride[0][last], a.as<T>() + row.at[1], loop.stride[1][last], n);
    });
  }
  const int64_t width = loop.size[last - 1], blocks = (width + kColumns - 1) / kColumns;
  pool::forChunks(rows / width * blocks, [&](int64_t chunk) {
    Cursor<2> plane(loop, 0, last - 1, chunk / blocks);
    const int64_t begin = chunk % blocks * kColumns;
    scanColumns<Op>(out.as<T>() + plane.at[0] + begin * loop.stride[0][last - 1], &loop.stride[0][last - 1],
                    a.as<T>() + plane.at[1] + begin * loop.stride[1][last - 1], &loop.stride[1][last - 1],
                    std::min(kColumns, width - begin), n);
  });
}

template <class Op> void scanType(const Array& out, const Array& a, const Loop& loop) {
  switch (a.type) {
    case DType::f32: return scanAll<Op, float>(out, a, loop);
    case DType::f64: return scanAll<Op, double>(out, a, loop);
    case DType::i64: return scanAll<Op, int64_t>(out, a, loop);
    case DType::i32: return scanAll<Op, int32_t>(out, a, loop);
    case DType::u8: return scanAll<Op, uint8_t>(out, a, loop);
  }
}

template <class Op> void scanFloats(const Array& out, const Array& a, const Loop& loop) {
  if (a.type == DType::f32) return scanAll<Op, float>(out, a, loop);
  if (a.type == DType::f64) return scanAll<Op, double>(out, a, loop);
  throw Refusal{Refusal::type, "a: expected floats"};
}

// The extreme so far and its place: of equals the last, and NaN once one was met.
template <class T> void extremesOf(const Array& values, const Array& indices, const Array& a, const Loop& loop, bool least) {
  const int last = loop.rank - 1;
  const int64_t n = loop.size[last], rows = loop.count / n;
  const int64_t sv = loop.stride[0][last], si = loop.stride[1][last], sa = loop.stride[2][last];
  pool::forPieces(rows, std::max<int64_t>(1, pool::kGrain / n), [&](int64_t begin, int64_t end) {
    Cursor<3> row(loop, 0, last, begin);
    for (int64_t r = begin; r < end; r++, row.next()) {
      T* value = values.as<T>() + row.at[0];
      int64_t* place = indices.as<int64_t>() + row.at[1];
      const T* from = a.as<T>() + row.at[2];
      T best = *from;
      int64_t at = 0;
      for (int64_t i = 0; i < n; i++) {
        const T x = from[i * sa];
        if (x != x || (best == best && (least ? x <= best : x >= best))) {
          best = x;
          at = i;
        }
        value[i * sv] = best;
        place[i * si] = at;
      }
    }
  });
}

struct Row {
  const char* name;
  void (*run)(const Array&, const Array&, const Loop&);
};
constexpr Row rows[] = {{"cumsum", scanType<Sum>}, {"cumprod", scanType<Product>}, {"logcumsumexp", scanFloats<LogSum>}};

}  // namespace

Names scanNames() { return namesOf(rows); }

// (op, out, a, loop)
void scan(Call& call) {
  const Row& row = rowOf(call, rows);
  const Array a = call.array(2, "a"), out = call.like(a, 1, "out");
  Loop loop;
  readLoop(call, 3, {&out, &a}, loop);
  if (loop.count > 0) row.run(out, a, loop);
}

// (values, indices, a, loop of (values, indices, a), least)
void scanExtremes(Call& call) {
  const Array a = call.array(2, "a"), values = call.like(a, 0, "values"), indices = call.array(1, "indices", DType::i64);
  const bool least = call.boolean(4, "least");
  Loop loop;
  readLoop(call, 3, {&values, &indices, &a}, loop);
  if (loop.count == 0) return;
  switch (a.type) {
    case DType::f32: return extremesOf<float>(values, indices, a, loop, least);
    case DType::f64: return extremesOf<double>(values, indices, a, loop, least);
    case DType::i64: return extremesOf<int64_t>(values, indices, a, loop, least);
    case DType::i32: return extremesOf<int32_t>(values, indices, a, loop, least);
    case DType::u8: return extremesOf<uint8_t>(values, indices, a, loop, least);
  }
}

}  // namespace tsgrad
