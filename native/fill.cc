// One value into every element.
#include <cstring>

#include "families.h"
#include "loop.h"
#include "strided.h"

namespace tsgrad {
namespace {

template <class T> void fillWith(const Call& call, const Array& out) {
  const T value = call.scalar<T>(1, "value");
  Loop loop;
  readLoop(call, 2, {&out}, loop);
  forPortions<1>(loop, [&](auto&& runs) {
    const int64_t stride = loop.innerStride(0);
    runs([&](const int64_t* at, int64_t n) {
      T* p = out.as<T>() + at[0];
      if (stride == 1) std::fill_n(p, n, value);
      else for (int64_t i = 0; i < n; i++) p[i * stride] = value;
    });
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
