// Special functions that the C++ library lacks, in double precision: the formulas of src/engine/portable/gamma.ts,
// bessel.ts and special.ts.
#pragma once
#include <cmath>
#include <limits>

#include "simd.h"

namespace tsgrad::special {

constexpr double kPi = 3.14159265358979323846;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// The derivative of lgamma: its recurrence up to 10, from where Abramowitz and Stegun 6.3.18 has double precision.
inline double digamma(double x) {
  constexpr double series[] = {1. / 12, -1. / 120, 1. / 252, -1. / 240, 1. / 132, -691. / 32760, 1. / 12};
  if (x == 0) return std::signbit(x) ? kInfinity : -kInfinity;
  double sum = 0;
  if (x < 0) {
    if (x == std::floor(x)) return kNaN;
    sum = -kPi / std::tan(kPi * (x - std::floor(x)));  // 6.3.7
    x = 1 - x;
  }
  if (x == kInfinity) return x;
  for (; x < 10; x++) sum -= 1 / x;
  const double inverse = 1 / (x * x);
  double tail = 0;
  for (int k = 6; k >= 0; k--) tail = (tail + series[k]) * inverse;
  return sum + std::log(x) - 0.5 / x - tail;
}

// Σ (q + k)⁻ˢ for s > 1, by Euler and Maclaurin (DLMF 25.11.28).
inline double hurwitzZeta(double s, double q) {
  constexpr double series[] = {1. / 12,         -1. / 720,               1. / 30240,       -1. / 1209600,
                               1. / 47900160, -691. / 1307674368000., 1. / 74724249600.};
  if (q <= 0 && q == std::floor(q)) return kInfinity;
  double sum = 0, a = q;
  for (; a < 12; a++) sum += std::pow(a, -s);
  sum += std::pow(a, 1 - s) / (s - 1) + std::pow(a, -s) / 2;
  double factor = s * std::pow(a, -s - 1);
  for (int k = 0; k < 7; k++) {
    sum += series[k] * factor;
    factor *= (s + 2 * k + 1) * (s + 2 * k + 2) / (a * a);
  }
  return sum;
}

// The n-th derivative of digamma (DLMF 5.15.1; below 1/2 the reflection 5.15.6 of the first).
inline double polygamma(double n, double x) {
  if (n == 0) return digamma(x);
  if (n == 1 && x < 0.5 && x != std::floor(x)) {
    const double slope = kPi / std::sin(kPi * (x - 2 * std::floor(x / 2)));
    return slope * slope - polygamma(1, 1 - x);
  }
  return (std::fmod(n, 2) == 0 ? -1 : 1) * std::exp(math::lgamma(n + 1)) * hurwitzZeta(n + 1, x);
}

// xᵃ e⁻ˣ / Γ(a + 1)
inline double gammaPrefix(double a, double x) { return std::exp(a * std::log(x) - x - math::lgamma(a + 1)); }

// DLMF 8.11.4.
inline double gammaSeries(double a, double x) {
  double term = 1, sum = 1;
  for (int n = 1; term > sum * 1e-17; n++) sum += term *= x / (a + n);
  return sum * gammaPrefix(a, x);
}

// Legendre's continued fraction by Lentz's method (DLMF 8.9.2).
inline double gammaFraction(double a, double x) {
  constexpr double tiny = 1e-300;
  double b = x + 1 - a, c = 1 / tiny, d = 1 / b, value = d;
  for (int n = 1; n < 10000; n++) {
    const double an = -n * (n - a);
    b += 2;
    d = an * d + b;
    if (std::fabs(d) < tiny) d = tiny;
    c = b + an / c;
    if (std::fabs(c) < tiny) c = tiny;
    d = 1 / d;
    value *= d * c;
    if (std::fabs(d * c - 1) < 1e-16) break;
  }
  return value * a * gammaPrefix(a, x);
}

// The regularised lower incomplete gamma function where it needs no series; −1 elsewhere.
inline double gammaEdge(double a, double x) {
  if (a != a || x != x || a < 0 || x < 0) return kNaN;
  if (a == 0) return x > 0 ? 1 : kNaN;
  if (x == 0) return 0;
  if (a == kInfinity) return x == kInfinity ? kNaN : 0;
  return x == kInfinity ? 1 : -1;
}
inline double lowerGamma(double a, double x) {
  const double edge = gammaEdge(a, x);
  if (edge != -1) return edge;
  return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x);
}
inline double upperGamma(double a, double x) {
  const double edge = gammaEdge(a, x);
  if (edge != -1) return 1 - edge;
  return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x);
}

// Winitzki's approximation of the inverse of erf, made exact by Halley's steps; beyond 1/2 by erfc, which keeps the
// digits of 1 − |x|.
inline double erfinv(double x) {
  const double size = std::fabs(x);
  if (!(size < 1)) return size == 1 ? x * kInfinity : kNaN;
  const double slope = 2 / std::sqrt(kPi);
  if (size < 1e-9) return x / slope;
  constexpr double A = 0.147;
  const double log = std::log1p(-size * size), half = 2 / (kPi * A) + log / 2;
  double y = std::sqrt(std::sqrt(half * half - log / A) - half);
  for (int step = 0; step < 3; step++) {
    const double error = size > 0.5 ? 1 - size - std::erfc(y) : std::erf(y) - size;
    const double newton = error / (slope * std::exp(-y * y));
    y -= newton / (1 + y * newton);
  }
  return x < 0 ? -y : y;
}

// The modified Bessel functions I₀ and I₁ for x ≥ 0: DLMF 10.25.2, and from 30 on Hankel's expansion 10.40.1.
template <int order> inline double bessel(double x) {
  if (x < 30) {
    const double quarter = x * x / 4;
    double term = order == 0 ? 1 : x / 2, sum = term;
    for (int k = 1; term > sum * 1e-17; k++) sum += term *= quarter / (double(k) * (k + order));
    return sum;
  }
  double term = 1, sum = 1;
  for (int k = 1; k < 30 && std::fabs(term) > 1e-17; k++) {
    const double odd = 2 * k - 1;
    sum += term *= -(4 * order * order - odd * odd) / (k * 8 * x);
  }
  const double half = std::exp(x / 2);  // eˣ would overflow before the result does
  return half / std::sqrt(2 * kPi * x) * sum * half;
}
inline double besselI0(double x) {
  const double size = std::fabs(x);
  return size == kInfinity ? kNaN : bessel<0>(size);  // as PyTorch
}
inline double besselI1(double x) {
  const double size = std::fabs(x);
  if (size == kInfinity) return kNaN;
  return x < 0 ? -bessel<1>(size) : bessel<1>(size);
}

}  // namespace tsgrad::special
