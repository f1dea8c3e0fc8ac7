// Arguments of ops on adjacent data: sizes in a packed array of doubles, arrays that must hold so many elements.
#pragma once
#include <climits>
#include <cstdint>

#include "args.h"
#include "loop.h"

namespace tsgrad {

// Reads a packed array one number after the other.
class Reader {
 public:
  explicit Reader(Array packed) : packed_(packed) {}
  int64_t whole(int64_t least, int64_t most) {
    need();
    const int64_t value = wholeNumber(packed_, at_);
    if (value < least || value > most)
      throw Refusal{Refusal::range, std::string(packed_.name) + ": element " + std::to_string(at_) + " is " +
                                        std::to_string(value) + ", not from " + std::to_string(least) + " to " +
                                        std::to_string(most)};
    at_++;
    return value;
  }
  // A size, or where something begins.
  int64_t size() { return whole(0, INT_MAX); }
  int64_t offset() { return whole(0, int64_t(1) << 53); }
  double number() {
    need();
    return packed_.as<double>()[at_++];
  }
  int64_t left() const { return packed_.length - at_; }

 private:
  void need() const {
    if (at_ >= packed_.length)
      throw Refusal{Refusal::range, std::string(packed_.name) + ": too short, of " + std::to_string(packed_.length) +
                                        " numbers"};
  }
  const Array packed_;
  int64_t at_ = 0;
};

// The product of sizes, each of which fits an int: refused beyond 2^53, where no array reaches.
template <class... Size> int64_t countOf(Size... sizes) {
  double exact = 1;
  ((exact *= static_cast<double>(sizes)), ...);
  if (exact > 9007199254740992.0) throw Refusal{Refusal::range, "meta: more than 2^53 elements"};
  return (int64_t(1) * ... * sizes);
}

// `count` elements of the array from `offset` on.
template <class T> T* spanOf(const Array& array, int64_t offset, int64_t count) {
  if (offset < 0 || count > array.length || offset > array.length - count)
    throw Refusal{Refusal::range, std::string(array.name) + ": " + std::to_string(count) + " elements from " +
                                      std::to_string(offset) + " on do not fit into " + std::to_string(array.length)};
  return array.as<T>() + offset;
}

// The same of argument i, or null where that is.
template <class T>
T* optional(const Call& call, const Array& like, size_t i, const char* name, int64_t offset, int64_t count) {
  return call.isNull(i) ? nullptr : spanOf<T>(call.like(like, i, name), offset, count);
}

// Calls body(T()) with the float type of the array.
template <class Body> void forFloats(const Array& array, const Body& body) {
  if (array.type == DType::f32) return body(float());
  if (array.type == DType::f64) return body(double());
  throw Refusal{Refusal::type, std::string(array.name) + ": expected floats, got " + nameOf(array.type)};
}

}  // namespace tsgrad
