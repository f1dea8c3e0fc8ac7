// Rows of adjacent elements that are sorted or selected from, and where the results go.
#pragma once
#include "families.h"
#include "order.h"
#include "pool.h"

namespace tsgrad {

constexpr int64_t kMostElements = int64_t(1) << 53;

// Rows of `n` adjacent elements of `a`, and what becomes of each: `width` values and places.
struct Rows {
  Array values, indices, a;
  int64_t offset, n, width, rows;
};

inline Rows readRows(const Call& call, int64_t n, int64_t width) {
  const Array a = call.array(2, "a"), values = call.like(a, 0, "values"), indices = call.array(1, "indices");
  if (indices.type != DType::i64 && indices.type != DType::i32)
    throw Refusal{Refusal::type, "indices: expected elements of int64 or int32"};
  const int64_t offset = call.integer(3, "offset", 0, a.length);
  const int64_t rows = width == 0 ? 0 : values.length / width;
  if (rows * width != values.length || indices.length < values.length)
    throw Refusal{Refusal::range, "values, indices: expected whole rows of one length"};
  if (n > 0 && rows > (a.length - offset) / n) throw Refusal{Refusal::range, "a: too short for the rows"};
  if (n > int64_t(1) << 32) throw Refusal{Refusal::range, "n: rows of more than 2^32 elements"};
  return {values, indices, a, offset, n, width, rows};
}

template <class T, class Place, class Item>
void writeRow(const Rows& r, int64_t row, const Item* items, int64_t count) {
  const T* a = r.a.as<T>() + r.offset + row * r.n;
  T* values = r.values.as<T>() + row * r.width;
  Place* places = r.indices.as<Place>() + row * r.width;
  for (int64_t i = 0; i < count; i++) {
    const auto place = items[i].place();
    values[i] = a[place];
    places[i] = static_cast<Place>(place);
  }
}

template <class Body> void forTypes(const Rows& r, const Body& body) {
  const auto place = [&](auto element) {
    if (r.indices.type == DType::i64) body(element, int64_t{});
    else body(element, int32_t{});
  };
  switch (r.a.type) {
    case DType::f32: return place(float{});
    case DType::f64: return place(double{});
    case DType::i64: return place(int64_t{});
    case DType::i32: return place(int32_t{});
    case DType::u8: return place(uint8_t{});
  }
}

}  // namespace tsgrad
