// Copies between strides and element types.
#include <cstring>

#include "elementwise.h"
#include "families.h"
#include "strided.h"

namespace tsgrad {
namespace {

template <class To, class From> ALWAYS_INLINE To convert(From x) {
  // Floats go to narrow integers by way of int64, as x86 does it: 300 becomes 44 and −1 becomes 255.
  if constexpr (std::is_floating_point_v<From> && sizeof(To) == 1) return To(int64_t(x));
  else return To(x);
}

template <class To, class From> CLONES void convertKernel(char* const* operand, int64_t n) {
  To* out = reinterpret_cast<To*>(operand[0]);
  const From* a = reinterpret_cast<const From*>(operand[1]);
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = convert<To>(a[i]);
}

template <class From> CLONES void truthKernel(char* const* operand, int64_t n) {
  uint8_t* out = reinterpret_cast<uint8_t*>(operand[0]);
  const From* a = reinterpret_cast<const From*>(operand[1]);
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = a[i] != 0;
}

template <int64_t bytes> void moveKernel(char* const* operand, int64_t n) {
  std::memmove(operand[0], operand[1], n * bytes);
}

template <class From> constexpr Kernels toEach = {{convertKernel<float, From>, convertKernel<double, From>,
                                                   convertKernel<int64_t, From>, convertKernel<int32_t, From>,
                                                   convertKernel<uint8_t, From>}};
constexpr Kernels fromEach[] = {toEach<float>, toEach<double>, toEach<int64_t>, toEach<int32_t>, toEach<uint8_t>};
constexpr Kernels toBool = {{truthKernel<float>, truthKernel<double>, truthKernel<int64_t>, truthKernel<int32_t>,
                             truthKernel<uint8_t>}};

Kernel moveFor(DType type) {
  return bytesOf(type) == 8 ? moveKernel<8> : bytesOf(type) == 4 ? moveKernel<4> : moveKernel<1>;
}

// A transposed copy walks one side against its memory. Tiles of a cache line's width keep both sides' lines at hand
// until all of them has been used.
constexpr int64_t kTile = 16;

template <class T>
void transposeTiles(T* out, int64_t outRow, const T* a, int64_t aColumn, int64_t rows, int64_t columns) {
  for (int64_t c = 0; c < columns; c += kTile) {
    const int64_t width = std::min(kTile, columns - c);
    for (int64_t r = 0; r < rows; r += kTile) {
      const int64_t height = std::min(kTile, rows - r);
      const T* from = a + r + c * aColumn;
      T* to = out + r * outRow + c;
      if (width == kTile && height == kTile) {
        T tile[kTile][kTile];
        for (int i = 0; i < kTile; i++)
          for (int j = 0; j < kTile; j++) tile[i][j] = from[i * aColumn + j];
        for (int j = 0; j < kTile; j++) {
          T line[kTile];
          for (int i = 0; i < kTile; i++) line[i] = tile[i][j];
          std::memcpy(to + j * outRow, line, sizeof line);
        }
      } else {
        for (int64_t j = 0; j < height; j++)
          for (int64_t i = 0; i < width; i++) to[j * outRow + i] = from[i * aColumn + j];
      }
    }
  }
}

// The innermost two dimensions are [rows, columns]; `out` is adjacent along columns, `a` along rows.
bool isTransposed(const Loop& loop) {
  const int c = loop.rank - 1, r = c - 1;
  return r >= 0 && loop.stride[0][c] == 1 && loop.stride[1][r] == 1 && loop.stride[1][c] != 1 &&
         loop.size[r] >= kTile && loop.size[c] >= kTile;
}

template <class T> void transpose(const Array& out, const Array& a, const Loop& loop) {
  const int c = loop.rank - 1, r = c - 1;
  const int64_t rows = loop.size[r], columns = loop.size[c];
  // Bands of rows: each thread writes whole rows of the output.
  const bool small = loop.count < 2 * pool::kGrain;
  const int64_t band = small ? rows : std::max<int64_t>(64, pool::kGrain / columns / kTile * kTile);
  const int64_t bands = (rows + band - 1) / band;
  pool::forChunks(loop.count / (rows * columns) * bands, [&](int64_t chunk) {
    Cursor<2> matrix(loop, 0, r, chunk / bands);
    const int64_t begin = chunk % bands * band;
    transposeTiles(out.as<T>() + matrix.at[0] + begin * loop.stride[0][r], loop.stride[0][r],
                   a.as<T>() + matrix.at[1] + begin, loop.stride[1][c], std::min(band, rows - begin), columns);
  });
}

}  // namespace

// (out, a, loop, toBool)
void copy(Call& call) {
  const Array out = call.array(0, "out"), a = call.array(1, "a");
  const bool truth = call.boolean(3, "toBool");
  if (truth && out.type != DType::u8)
    throw Refusal{Refusal::type, "out: a bool copy needs a Uint8Array"};
  Loop loop;
  readLoop(call, 2, {&out, &a}, loop);
  if (loop.count == 0) return;
  if (truth) return runElementwise(toBool.forType(a.type, "copy"), loop, {&out, &a});
  if (out.type != a.type)
    return runElementwise(fromEach[static_cast<int>(a.type)].forType(out.type, "copy"), loop, {&out, &a});
  if (!isTransposed(loop)) return runElementwise(moveFor(a.type), loop, {&out, &a});
  switch (bytesOf(a.type)) {
    case 8: return transpose<uint64_t>(out, a, loop);
    case 4: return transpose<uint32_t>(out, a, loop);
    default: return transpose<uint8_t>(out, a, loop);
  }
}

}  // namespace tsgrad
