// The element types, and what a C++ template sees of them.
#pragma once
#include <cstdint>
#include <type_traits>

namespace tsgrad {

enum class DType { f32, f64, i64, i32, u8 };
constexpr int kDTypes = 5;

constexpr int64_t bytesOf(DType type) {
  return type == DType::u8 ? 1 : type == DType::f32 || type == DType::i32 ? 4 : 8;
}

constexpr const char* nameOf(DType type) {
  constexpr const char* names[] = {"float32", "float64", "int64", "int32", "uint8"};
  return names[static_cast<int>(type)];
}

template <DType> struct ElementOf;
template <> struct ElementOf<DType::f32> { using type = float; };
template <> struct ElementOf<DType::f64> { using type = double; };
template <> struct ElementOf<DType::i64> { using type = int64_t; };
template <> struct ElementOf<DType::i32> { using type = int32_t; };
template <> struct ElementOf<DType::u8> { using type = uint8_t; };
template <DType type> using Element = typename ElementOf<type>::type;

// The types that an op is made for.
enum class On { all, floats, ints };
template <class T> constexpr bool covers(On on) {
  return on == On::all || (on == On::floats) == std::is_floating_point_v<T>;
}

}  // namespace tsgrad
