// One value into every element.
#include "families.h"
#include "loop.h"
#include "simd.h"

namespace tsgrad {
namespace {

template <class T> CLONES void fillRun(T* p, int64_t stride, int64_t n, T value) {
  if (stride == 1) for (int64_t i = 0; i < n; i++) p[i] = value;
  else for (int64_t i = 0; i < n; i++) p[i * stride] = value;
}

template <class T> void fillWith(const Call& call, const Array& out) {
  const T value = call.scalar<T>(1, "value");
  Loop loop;
  readLoop(call, 2, {&out}, loop);
  forPortions<1>(loop, [&](auto&& runs) {
    const int64_t stride = loop.innerStride(0);
    runs([&](const int64_t* at, int64_t n) { fillRun(out.as<T>() + at[0], stride, n, value); });
  });
}

}  // namespace

// (out, value, loop)
void fill(Call& call) {
  const Array out = call.array(0, "out");
  switch (out.type) {
    case DType::f32: return fillWith<float>(call, out);
    case DType::f64: return fillWith<double>(call, out);
    case DType::i64: return fillWith<int64_t>(call, out);
    case DType::i32: return fillWith<int32_t>(call, out);
    case DType::u8: return fillWith<uint8_t>(call, out);
  }
}

}  // namespace tsgrad
