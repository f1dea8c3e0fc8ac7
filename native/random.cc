// PyTorch's random numbers (aten/src/ATen/core/MT19937RNGEngine.h, DistributionsHelper.h, native/cpu/
// DistributionTemplates.h): mt19937, and what is made of its draws.
#include <algorithm>
#include <cstring>

#include "families.h"
#include "simd.h"

namespace tsgrad {
namespace {

constexpr int kWords = 624, kShift = 397;

ALWAYS_INLINE uint32_t mix(uint32_t high, uint32_t low) {
  const uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
  return (y >> 1) ^ (low & 1 ? 0x9908b0dfu : 0u);
}

// Word i needs words i + 1 and i + 397 as they were, where the latter wraps round to new ones: three loops without a
// dependence shorter than a vector.
CLONES void twist(uint32_t* s) {
  constexpr int gap = kWords - kShift;
  INDEPENDENT for (int i = 0; i < gap; i++) s[i] = s[i + kShift] ^ mix(s[i], s[i + 1]);
  INDEPENDENT for (int i = gap; i < 2 * gap; i++) s[i] = s[i - gap] ^ mix(s[i], s[i + 1]);
  INDEPENDENT for (int i = 2 * gap; i < kWords - 1; i++) s[i] = s[i - gap] ^ mix(s[i], s[i + 1]);
  s[kWords - 1] = s[kShift - 1] ^ mix(s[kWords - 1], s[0]);
}

CLONES void temper(uint32_t* out, const uint32_t* s, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) {
    uint32_t y = s[i];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    out[i] = y ^ (y >> 18);
  }
}

// The generator's words and its position stay in JavaScript's array; each draw leaves them as the next one needs them.
class Generator {
 public:
  explicit Generator(uint32_t* state) : s_(state) {}

  void draw(uint32_t* out, int64_t n) {
    while (n > 0) {
      if (s_[kWords] >= kWords) {
        twist(s_);
        s_[kWords] = 0;
      }
      const int64_t some = std::min<int64_t>(n, kWords - s_[kWords]);
      temper(out, s_ + s_[kWords], some);
      s_[kWords] += static_cast<uint32_t>(some);
      out += some;
      n -= some;
    }
  }

 private:
  uint32_t* s_;
};

constexpr int64_t kBlock = 1024;

// Uniform in [0, 1): as many low bits of a draw as the type's mantissa holds.
CLONES void toUnit(float* out, const uint32_t* draws, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = float(int32_t(draws[i] & 0xffffffu)) * 0x1p-24f;
}
CLONES void toUnit(double* out, const uint32_t* draws, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) {
    const uint64_t bits = uint64_t(draws[2 * i]) << 32 | draws[2 * i + 1];
    out[i] = double(int64_t(bits & 0x1fffffffffffffu)) * 0x1p-53;
  }
}
template <class T> constexpr int64_t drawsPer = sizeof(T) / sizeof(uint32_t);

// Fused, as PyTorch's own build does it: bit for bit the same numbers.
template <class T> CLONES void spread(T* out, int64_t n, T from, T width) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = std::fma(out[i], width, from);
}

template <class T> void unit(Generator& generator, T* out, int64_t n) {
  uint32_t draws[kBlock * drawsPer<T>];
  for (int64_t i = 0; i < n; i += kBlock) {
    const int64_t some = std::min(kBlock, n - i);
    generator.draw(draws, some * drawsPer<T>);
    toUnit(out + i, draws, some);
  }
}

template <class T> void uniform(Generator& generator, T* out, int64_t n, T from, T to) {
  unit(generator, out, n);
  if (from != 0 || to != 1) spread(out, n, from, T(to - from));
}

// Box–Muller in groups of 16, where value j is paired with value j + 8 (normal_fill).
constexpr int kGroup = 16, kHalf = 8, kGroups = 32, kPairs = kGroups * kHalf;

template <class T> CLONES void pairs(T* radius, T* cosine, T* sine) {
  // In: u in `radius`, v in `cosine`. Loops of their own, so that each becomes calls of one vector function.
  INDEPENDENT for (int i = 0; i < kPairs; i++) radius[i] = math::log(T(1) - radius[i]);
  INDEPENDENT for (int i = 0; i < kPairs; i++) radius[i] = math::sqrt(T(-2) * radius[i]);
  INDEPENDENT for (int i = 0; i < kPairs; i++) cosine[i] = T(6.283185307179586) * cosine[i];
  INDEPENDENT for (int i = 0; i < kPairs; i++) sine[i] = math::sin(cosine[i]);
  INDEPENDENT for (int i = 0; i < kPairs; i++) cosine[i] = math::cos(cosine[i]);
}

// Turns n uniform values, a multiple of 16, into normal ones.
template <class T> void boxMuller(T* x, int64_t n, T mean, T std) {
  T radius[kPairs], cosine[kPairs], sine[kPairs];
  for (int64_t begin = 0; begin < n; begin += kGroups * kGroup) {
    const int64_t groups = std::min<int64_t>(kGroups, (n - begin) / kGroup);
    if (groups < kGroups) std::fill_n(radius, kPairs, T(0)), std::fill_n(cosine, kPairs, T(0));
    for (int64_t g = 0; g < groups; g++) {
      const T* from = x + begin + g * kGroup;
      std::memcpy(radius + g * kHalf, from, kHalf * sizeof(T));
      std::memcpy(cosine + g * kHalf, from + kHalf, kHalf * sizeof(T));
    }
    pairs(radius, cosine, sine);
    for (int64_t g = 0; g < groups; g++) {
      T* to = x + begin + g * kGroup;
      for (int j = 0; j < kHalf; j++) {
        const int64_t i = g * kHalf + j;
        to[j] = radius[i] * cosine[i] * std + mean;
        to[j + kHalf] = radius[i] * sine[i] * std + mean;
      }
    }
  }
}

template <class T> void normal(Generator& generator, T* out, int64_t n, T mean, T std) {
  // The draws of a block become normal while they are in the first-level cache.
  constexpr int64_t block = 4 * kGroups * kGroup;
  for (int64_t i = 0; i < n; i += block) {
    const int64_t some = std::min(block, n - i);
    unit(generator, out + i, some);
    boxMuller(out + i, some / kGroup * kGroup, mean, std);
  }
  if (n % kGroup == 0) return;
  // PyTorch draws the last 16 again, over those that the last whole group has given.
  unit(generator, out + n - kGroup, kGroup);
  boxMuller(out + n - kGroup, kGroup, mean, std);
}

enum Kind { kUniform, kNormal, kRaw };
struct Row { const char* name; };
constexpr Row rows[] = {{"uniform"}, {"normal"}, {"raw"}};

template <class T> void draw(Kind kind, Generator& generator, const Array& out, double a, double b) {
  if (kind == kNormal) normal(generator, out.as<T>(), out.length, T(a), T(b));
  else uniform(generator, out.as<T>(), out.length, T(a), T(b));
}

}  // namespace

Names randomNames() { return namesOf(rows); }

// (kind, out, state, a, b)
void random(Call& call) {
  const Kind kind = static_cast<Kind>(&rowOf(call, rows) - rows);
  const Array out = call.array(1, "out");
  Generator generator(call.words(2, "state", kWords + 1));
  const double a = call.number(3, "a"), b = call.number(4, "b");
  if ((kind == kRaw) != (out.type == DType::i32) || out.type == DType::i64 || out.type == DType::u8)
    throw Refusal{Refusal::type, std::string(rows[kind].name) + ": not for elements of " + nameOf(out.type)};
  if (kind == kNormal && out.length < kGroup)
    throw Refusal{Refusal::range, "normal: expected at least 16 elements"};
  if (kind == kRaw) generator.draw(out.as<uint32_t>(), out.length);
  else if (out.type == DType::f32) draw<float>(kind, generator, out, a, b);
  else draw<double>(kind, generator, out, a, b);
}

}  // namespace tsgrad
