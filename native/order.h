// Sorting keys: unsigned integers in the order of the elements. NaN comes last, and 0 and −0 are equal.
#pragma once
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "simd.h"

namespace tsgrad {

template <class T> using KeyOf = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;

template <class T> ALWAYS_INLINE KeyOf<T> keyOf(T x) {
  using Key = KeyOf<T>;
  constexpr Key top = Key(1) << (8 * sizeof(Key) - 1);
  if constexpr (std::is_floating_point_v<T>) {
    Key bits;
    const T y = x + T(0);  // −0 + 0 is 0
    std::memcpy(&bits, &y, sizeof bits);
    // Without a branch on the sign: it cannot be foreseen.
    const Key turned = bits ^ (Key(-(bits >> (8 * sizeof(Key) - 1))) | top);
    return x != x ? ~Key(0) : turned;
  } else if constexpr (std::is_signed_v<T>) {
    return Key(x) ^ top;
  } else {
    return Key(x);
  }
}

// An element's key and where it was. Items of equal keys are ordered by place, so every order of them is stable.
struct NarrowItem {
  uint64_t both;  // key, place
  NarrowItem() = default;
  NarrowItem(uint32_t key, uint32_t place) : both(uint64_t(key) << 32 | place) {}
  uint32_t key() const { return uint32_t(both >> 32); }
  uint32_t place() const { return uint32_t(both); }
  bool operator<(const NarrowItem& other) const { return both < other.both; }
};
struct WideItem {
  uint64_t key_;
  uint64_t place_;
  WideItem() = default;
  WideItem(uint64_t key, uint64_t place) : key_(key), place_(place) {}
  uint64_t key() const { return key_; }
  uint64_t place() const { return place_; }
  bool operator<(const WideItem& other) const {
    return key_ < other.key_ || (key_ == other.key_ && place_ < other.place_);
  }
};
template <class T> using ItemOf = std::conditional_t<sizeof(T) == 8, WideItem, NarrowItem>;

// `flip` is all ones for a descending order.
template <class T> ALWAYS_INLINE ItemOf<T> itemOf(T x, int64_t place, KeyOf<T> flip) {
  return ItemOf<T>(keyOf(x) ^ flip, static_cast<KeyOf<T>>(place));
}

}  // namespace tsgrad
