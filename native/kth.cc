// The element at a place of each row's order, without sorting it. NaN is above everything.
#include <algorithm>
#include <array>
#include <vector>

#include "rows.h"

namespace tsgrad {
namespace {

constexpr int kDigit = 11;
constexpr int64_t kBuckets = 1 << kDigit;
// So few are put in order by comparing.
constexpr int64_t kFew = 128;

template <class Key> struct Span {
  Key least, most;
};
template <class T> CLONES Span<KeyOf<T>> spanOf(const T* a, int64_t n) {
  KeyOf<T> least = ~KeyOf<T>(0), most = 0;
  for (int64_t i = 0; i < n; i++) {
    const KeyOf<T> key = keyOf(a[i]);
    least = std::min(least, key);
    most = std::max(most, key);
  }
  return {least, most};
}

// The digit that tells most keys of a span apart: keys are equal above it.
template <class Key> int shiftOf(Span<Key> span) {
  int bits = 0;
  for (Key differing = span.least ^ span.most; differing != 0; differing >>= 1) bits++;
  return std::max(0, bits - kDigit);
}

struct Bucket {
  int64_t digit, count;
};

// The bucket in which the k-th key lies; k becomes its place among those.
template <class KeyAt> Bucket bucketOf(int64_t n, int shift, int64_t& k, const KeyAt& keyAt) {
  // Two tables: keys that follow each other often fall into the same bucket, and would wait for its count.
  std::array<uint32_t, 2 * kBuckets> counts{};
  for (int64_t i = 0; i < n; i++) counts[(i & 1) * kBuckets + (keyAt(i) >> shift & (kBuckets - 1))]++;
  for (int64_t digit = 0;; digit++) {
    const int64_t here = int64_t(counts[digit]) + counts[kBuckets + digit];
    if (k < here || digit == kBuckets - 1) return {digit, here};
    k -= here;
  }
}

// Those of a bucket, in their order. No branch: which items these are cannot be foreseen.
template <class Item, class ItemAt>
void takeBucket(std::vector<Item>& to, int64_t n, int shift, Bucket bucket, const ItemAt& itemAt) {
  to.resize(bucket.count + 1);
  int64_t taken = 0;
  for (int64_t i = 0; i < n; i++) {
    const Item item = itemAt(i);
    to[taken] = item;
    // Another thread of JavaScript may write to shared memory meanwhile: never more than there is room for.
    taken += int64_t(item.key() >> shift & (kBuckets - 1)) == bucket.digit && taken < bucket.count;
  }
  to.resize(taken);
}

// The item at place k of the order, by narrowing down the digits that differ.
template <class T> ItemOf<T> kthOf(std::vector<ItemOf<T>>& items, std::vector<ItemOf<T>>& spare, const T* a, int64_t n, int64_t k) {
  using Item = ItemOf<T>;
  const auto given = [a](int64_t i) { return itemOf(a[i], i, KeyOf<T>(0)); };
  if (n <= kFew) {
    items.clear();
    for (int64_t i = 0; i < n; i++) items.push_back(given(i));
  } else {
    const int shift = shiftOf(spanOf(a, n));
    takeBucket(items, n, shift, bucketOf(n, shift, k, [a](int64_t i) { return keyOf(a[i]); }), given);
  }
  while (static_cast<int64_t>(items.size()) > kFew) {
    Span<KeyOf<T>> rest{items[0].key(), items[0].key()};
    for (const Item& item : items) rest = {std::min(rest.least, item.key()), std::max(rest.most, item.key())};
    if (rest.least == rest.most) break;
    const int64_t left = items.size();
    const int shift = shiftOf(rest);
    const Bucket bucket = bucketOf(left, shift, k, [&](int64_t i) { return items[i].key(); });
    takeBucket(spare, left, shift, bucket, [&](int64_t i) { return items[i]; });
    items.swap(spare);
  }
  // As above: the counts may no longer be true.
  if (k >= static_cast<int64_t>(items.size())) return given(0);
  if (static_cast<int64_t>(items.size()) <= kFew) std::nth_element(items.begin(), items.begin() + k, items.end());
  return items[k];  // of more, all are equal, in the order of their places
}

template <class T, class Place> void kthRows(const Rows& r, int64_t k) {
  pool::forPieces(r.rows, std::max<int64_t>(1, pool::kGrain / r.n), [&](int64_t begin, int64_t end) {
    std::vector<ItemOf<T>> items, spare;
    for (int64_t row = begin; row < end; row++) {
      const ItemOf<T> item = kthOf(items, spare, r.a.as<T>() + r.offset + row * r.n, r.n, k);
      writeRow<T, Place>(r, row, &item, 1);
    }
  });
}

}  // namespace

// (values, indices, a, offset, n, k): the element that stands at k in each row's order; equals stand in that of their places.
void kth(Call& call) {
  const int64_t n = call.integer(4, "n", 1, kMostElements), k = call.integer(5, "k", 0, n - 1);
  const Rows r = readRows(call, n, 1);
  forTypes(r, [&](auto element, auto place) { kthRows<decltype(element), decltype(place)>(r, k); });
}

}  // namespace tsgrad
