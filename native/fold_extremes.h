// Folds that find the largest or smallest element, and where it is.
#pragma once
#include <limits>

#include "fold.h"

namespace tsgrad::fold {

// The first of equals; NaN before all. `pick` is one instruction, and passes over a NaN in x.
struct Max {
  template <class T> static constexpr T least() {
    return std::is_floating_point_v<T> ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest();
  }
  template <class T> static ALWAYS_INLINE T pick(T x, T best) { return x > best ? x : best; }
  template <class T> static ALWAYS_INLINE bool beats(T x, T best) { return (x > best) | (x != x); }
};
struct Min {
  template <class T> static constexpr T least() {
    return std::is_floating_point_v<T> ? std::numeric_limits<T>::infinity() : std::numeric_limits<T>::max();
  }
  template <class T> static ALWAYS_INLINE T pick(T x, T best) { return x < best ? x : best; }
  template <class T> static ALWAYS_INLINE bool beats(T x, T best) { return (x < best) | (x != x); }
};
template <class Order> struct ExtremeStep {
  template <class T> using State = T;
  template <class T> static T start() { return Order::template least<T>(); }
  template <class T> static ALWAYS_INLINE T step(T best, T x) { return Order::beats(x, best) ? x : best; }
  template <class A, class T> static ALWAYS_INLINE A four(A a, T x, T y, T z, T w) {
    return step(step(step(step(a, x), y), z), w);
  }
  template <class T> static ALWAYS_INLINE T join(T a, T b) { return step(a, b); }
  template <class T> static T finish(T best, int64_t, double) { return best; }
};

// The extreme of elements. A NaN must be seen, but looking for it at each step would double the work: x − x is 0
// unless x is NaN or infinite, and only then is it looked for.
template <class Order, class T> struct Extreme : Repeated<ExtremeStep<Order>, T> {
  using Careful = Repeated<ExtremeStep<Order>, T>;
  CLONES static T block(const T* p, int64_t n, int64_t base) {
    if constexpr (!std::is_floating_point_v<T>) return Careful::block(p, n, base);
    constexpr int kLanes = 256 / sizeof(T) < 64 ? 256 / sizeof(T) : 64;
    T best[kLanes], doubt[kLanes];
    for (int j = 0; j < kLanes; j++) best[j] = Order::template least<T>(), doubt[j] = 0;
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
      for (int j = 0; j < kLanes; j++) {
        best[j] = Order::pick(p[i + j], best[j]);
        doubt[j] += p[i + j] - p[i + j];
      }
    for (int j = 0; i + j < n; j++) {
      best[j] = Order::pick(p[i + j], best[j]);
      doubt[j] += p[i + j] - p[i + j];
    }
    for (int width = kLanes / 2; width >= 8; width /= 2)
      for (int j = 0; j < width; j++) {
        best[j] = Order::pick(best[j + width], best[j]);
        doubt[j] += doubt[j + width];
      }
    for (int j = 1; j < 8; j++) {
      best[0] = Order::pick(best[j], best[0]);
      doubt[0] += doubt[j];
    }
    return doubt[0] == 0 ? best[0] : Careful::block(p, n, base);
  }
  static ALWAYS_INLINE T few(const T* p, int64_t stride, int64_t n) {
    T best = Order::template least<T>();
    bool nan = false;
    for (int64_t i = 0; i < n; i++) {
      best = Order::pick(p[i * stride], best);
      nan |= p[i * stride] != p[i * stride];
    }
    return nan ? std::numeric_limits<T>::quiet_NaN() : best;
  }
};

// Where the extreme is.
template <class Order, class T> struct Position {
  struct State {
    T value;
    int64_t at;  // −1: nothing seen
  };
  static State start() { return {Order::template least<T>(), -1}; }
  static State merge(State a, State b) {
    if (a.at < 0) return b;
    if (b.at < 0 || a.value != a.value) return a;
    return Order::beats(b.value, a.value) ? b : a;
  }

  CLONES static State block(const T* p, int64_t n, int64_t base) {
    constexpr int kStretch = 64;
    const T best = Extreme<Order, T>::block(p, n, base);
    int64_t i = 0;
    for (; i + kStretch <= n; i += kStretch) {
      uint8_t here = 0;
      for (int j = 0; j < kStretch; j++) here |= (p[i + j] == best) | (p[i + j] != p[i + j]);
      if (here) break;
    }
    for (; i < n; i++)
      if (p[i] == best || p[i] != p[i]) break;
    return {best, base + i};
  }

  static ALWAYS_INLINE State few(const T* p, int64_t stride, int64_t n) {
    // From the end, so that the first of equals is what remains; a conditional move, where a jump would be guessed.
    const T best = Extreme<Order, T>::few(p, stride, n);
    int64_t at = 0;
    for (int64_t i = n - 1; i >= 0; i--) {
      const T x = p[i * stride];
      at = ((x == best) | (x != x)) ? i : at;
    }
    return {best, at};
  }

  static constexpr bool kJoinsRows = false;
  struct Columns {
    T value[kColumns];
    int64_t at[kColumns];
    void reset(int64_t n) { for (int64_t j = 0; j < n; j++) value[j] = Order::template least<T>(), at[j] = -1; }
    void rows(const T* p, int64_t stride, int64_t count, int64_t n, int64_t index) {
      for (int64_t i = 0; i < count; i++) addRow(value, at, p + i * stride, n, index + i);
    }
    State get(int64_t j) const { return {value[j], at[j]}; }
    CLONES static void addRow(T* value, int64_t* at, const T* p, int64_t n, int64_t index) {
      INDEPENDENT for (int64_t j = 0; j < n; j++) {
        const T x = p[j], best = value[j];
        const bool better = (at[j] < 0) | (Order::beats(x, best) & (best == best));
        value[j] = better ? x : best;
        at[j] = better ? index : at[j];
      }
    }
  };
  static int64_t finish(State state, int64_t, double) { return state.at; }
};

}  // namespace tsgrad::fold
