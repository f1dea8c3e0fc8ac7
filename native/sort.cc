// Sorting and selection along rows: stable, NaN above everything.
#include <algorithm>
#include <memory>
#include <vector>

#include "families.h"
#include "order.h"
#include "pool.h"

namespace tsgrad {
namespace {

// Below so many elements comparing is faster than counting digits.
constexpr int64_t kShort = 256;
constexpr int kDigit = 11;
constexpr int kBuckets = 1 << kDigit;

// Rows of `n` adjacent elements of `a`, and what becomes of each: `width` values and places.
struct Rows {
  Array values, indices, a;
  int64_t offset, n, width, rows;
};

Rows readRows(const Call& call, int64_t n, int64_t width) {
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

// Sorts by counting digits, the lowest first; `scratch` is as long. Digits that all items share are skipped.
template <class Item> Item* sortByDigits(Item* items, Item* scratch, int64_t n) {
  constexpr int bits = 8 * sizeof(decltype(items->key()));
  constexpr int passes = (bits + kDigit - 1) / kDigit;
  std::vector<uint32_t> counts(passes * kBuckets, 0);
  for (int64_t i = 0; i < n; i++) {
    const auto key = items[i].key();
    for (int p = 0; p < passes; p++) counts[p * kBuckets + (key >> (p * kDigit) & (kBuckets - 1))]++;
  }
  for (int p = 0; p < passes; p++) {
    uint32_t* count = &counts[p * kBuckets];
    const int shift = p * kDigit;
    if (count[items[0].key() >> shift & (kBuckets - 1)] == n) continue;
    uint32_t sum = 0;
    for (int b = 0; b < kBuckets; b++) {
      const uint32_t here = count[b];
      count[b] = sum;
      sum += here;
    }
    for (int64_t i = 0; i < n; i++) scratch[count[items[i].key() >> shift & (kBuckets - 1)]++] = items[i];
    std::swap(items, scratch);
  }
  return items;
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

template <class T, class Place> void sortRows(const Rows& r, bool descending) {
  using Item = ItemOf<T>;
  const KeyOf<T> flip = descending ? ~KeyOf<T>(0) : 0;
  const int64_t n = r.n;
  pool::forPieces(r.rows, std::max<int64_t>(1, (pool::kGrain >> 3) / n), [&](int64_t begin, int64_t end) {
    const std::unique_ptr<Item[]> items(new Item[n]), scratch(n < kShort ? nullptr : new Item[n]);
    for (int64_t row = begin; row < end; row++) {
      const T* a = r.a.as<T>() + r.offset + row * n;
      for (int64_t i = 0; i < n; i++) items[i] = itemOf(a[i], i, flip);
      Item* sorted = items.get();
      if (n < kShort) std::sort(sorted, sorted + n);
      else sorted = sortByDigits(sorted, scratch.get(), n);
      writeRow<T, Place>(r, row, sorted, n);
    }
  });
}

// int64 values that lie less than 2^32 apart are sorted by their distance from the least, in half the memory.
struct Near {
  int64_t least;
  bool yes;
};
Near nearness(const int64_t* a, int64_t n) {
  int64_t least = a[0], most = a[0];
  for (int64_t i = 1; i < n; i++) {
    least = std::min(least, a[i]);
    most = std::max(most, a[i]);
  }
  return {least, uint64_t(most) - uint64_t(least) < (uint64_t(1) << 32)};
}

template <class Place> bool sortNear(const Rows& r, bool descending) {
  const int64_t n = r.n, total = r.rows * n;
  const int64_t* all = r.a.as<int64_t>() + r.offset;
  const Near near = nearness(all, total);
  if (!near.yes) return false;
  const uint32_t flip = descending ? ~0u : 0;
  pool::forPieces(r.rows, std::max<int64_t>(1, (pool::kGrain >> 3) / n), [&](int64_t begin, int64_t end) {
    const std::unique_ptr<NarrowItem[]> items(new NarrowItem[n]), scratch(new NarrowItem[n]);
    for (int64_t row = begin; row < end; row++) {
      const int64_t* a = all + row * n;
      for (int64_t i = 0; i < n; i++)
        items[i] = NarrowItem(uint32_t(uint64_t(a[i]) - uint64_t(near.least)) ^ flip, uint32_t(i));
      const NarrowItem* sorted = sortByDigits(items.get(), scratch.get(), n);
      for (int64_t i = 0; i < n; i++) {
        r.values.as<int64_t>()[row * n + i] =
            int64_t(uint64_t(sorted[i].key() ^ flip) + uint64_t(near.least));
        r.indices.as<Place>()[row * n + i] = static_cast<Place>(sorted[i].place());
      }
    }
  });
  return true;
}

// A long row: the pool sorts pieces of it, which are merged two by two.
template <class T, class Place> void sortLong(const Rows& r, bool descending) {
  using Item = ItemOf<T>;
  const KeyOf<T> flip = descending ? ~KeyOf<T>(0) : 0;
  const int64_t n = r.n;
  const int pieces = std::min(pool::threads(), 8);
  const std::unique_ptr<Item[]> items(new Item[n]), scratch(new Item[n]);
  std::vector<int64_t> edges;
  for (int p = 0; p <= pieces; p++) edges.push_back(n * p / pieces);
  for (int64_t row = 0; row < r.rows; row++) {
    const T* a = r.a.as<T>() + r.offset + row * n;
    pool::forChunks(pieces, [&](int64_t p) {
      const int64_t begin = edges[p], length = edges[p + 1] - begin;
      for (int64_t i = begin; i < begin + length; i++) items[i] = itemOf(a[i], i, flip);
      const Item* sorted = sortByDigits(items.get() + begin, scratch.get() + begin, length);
      if (sorted != items.get() + begin) std::copy(sorted, sorted + length, items.get() + begin);
    });
    Item *from = items.get(), *to = scratch.get();
    for (int step = 1; step < pieces; step *= 2) {
      for (int p = 0; p < pieces; p += 2 * step) {
        const int64_t begin = edges[p], middle = edges[std::min(p + step, pieces)];
        const int64_t end = edges[std::min(p + 2 * step, pieces)];
        std::merge(from + begin, from + middle, from + middle, from + end, to + begin);
      }
      std::swap(from, to);
    }
    const int64_t grain = pool::kGrain;
    pool::forPieces(n, grain, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; i++) {
        const auto place = from[i].place();
        r.values.as<T>()[row * n + i] = a[place];
        r.indices.as<Place>()[row * n + i] = static_cast<Place>(place);
      }
    });
  }
}

// Elements that are looked at together: mostly none of them is among the first.
constexpr int64_t kGlance = 32;

template <class T> CLONES bool anyWithin(const T* a, KeyOf<T> flip, KeyOf<T> limit) {
  KeyOf<T> any = 0;
  for (int64_t i = 0; i < kGlance; i++) any |= (keyOf(a[i]) ^ flip) < limit ? 1 : 0;
  return any != 0;
}

// So few are kept in order as they are found.
constexpr int64_t kFew = 32;

// The k first items of the order, of few: each that comes before the last is put in its place.
template <class Item, class T> void fewOf(std::vector<Item>& kept, const T* a, int64_t n, int64_t k, KeyOf<T> flip) {
  kept.resize(k);
  for (int64_t i = 0; i < k; i++) kept[i] = itemOf(a[i], i, flip);
  std::sort(kept.begin(), kept.end());
  auto limit = kept[k - 1].key();
  for (int64_t i = k; i < n;) {
    const int64_t end = std::min(n, i + kGlance);
    if (end - i == kGlance && !anyWithin(a + i, flip, limit)) {
      i = end;
      continue;
    }
    for (; i < end; i++) {
      const Item item = itemOf(a[i], i, flip);
      if (item.key() >= limit) continue;
      int64_t at = k - 1;
      for (; at > 0 && item.key() < kept[at - 1].key(); at--) kept[at] = kept[at - 1];
      kept[at] = item;
      limit = kept[k - 1].key();
    }
  }
}

// The k first items of the order. What stands behind the k-th of those seen so far is passed over.
template <class Item, class T> void firstOf(std::vector<Item>& kept, const T* a, int64_t n, int64_t k, KeyOf<T> flip) {
  const size_t room = static_cast<size_t>(2 * k + kGlance);
  kept.clear();
  bool full = false;
  KeyOf<T> limit = 0;  // once full: keys from here on come too late, equal ones as well, since they stand further on
  const auto cut = [&] {
    std::nth_element(kept.begin(), kept.begin() + (k - 1), kept.end());
    kept.resize(k);
    limit = kept[k - 1].key();
    full = true;
  };
  for (int64_t i = 0; i < n;) {
    const int64_t end = std::min(n, i + kGlance);
    if (full && end - i == kGlance && !anyWithin(a + i, flip, limit)) {
      i = end;
      continue;
    }
    for (; i < end; i++) {
      const Item item = itemOf(a[i], i, flip);
      if (!full || item.key() < limit) kept.push_back(item);
    }
    if (kept.size() >= room) cut();
  }
  if (static_cast<int64_t>(kept.size()) > k) cut();
}

template <class T, class Place> void firstRows(const Rows& r, bool descending, bool sorted) {
  using Item = ItemOf<T>;
  const KeyOf<T> flip = descending ? ~KeyOf<T>(0) : 0;
  pool::forPieces(r.rows, std::max<int64_t>(1, pool::kGrain / r.n), [&](int64_t begin, int64_t end) {
    std::vector<Item> kept;
    for (int64_t row = begin; row < end; row++) {
      const T* a = r.a.as<T>() + r.offset + row * r.n;
      if (r.width <= kFew) fewOf(kept, a, r.n, r.width, flip);
      else firstOf(kept, a, r.n, r.width, flip);
      if (sorted && r.width > kFew) std::sort(kept.begin(), kept.end());
      writeRow<T, Place>(r, row, kept.data(), r.width);
    }
  });
}

template <class T, class Place> void kthRows(const Rows& r, int64_t k) {
  using Item = ItemOf<T>;
  pool::forPieces(r.rows, std::max<int64_t>(1, pool::kGrain / r.n), [&](int64_t begin, int64_t end) {
    std::vector<Item> items(r.n);
    for (int64_t row = begin; row < end; row++) {
      const T* a = r.a.as<T>() + r.offset + row * r.n;
      for (int64_t i = 0; i < r.n; i++) items[i] = itemOf(a[i], i, KeyOf<T>(0));
      std::nth_element(items.begin(), items.begin() + k, items.end());
      writeRow<T, Place>(r, row, &items[k], 1);
    }
  });
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

constexpr int64_t kMost = int64_t(1) << 53;

}  // namespace

// (values, indices, a, offset, n, descending): rows of n adjacent elements of `a`, sorted.
void sort(Call& call) {
  const int64_t n = call.integer(4, "n", 0, kMost);
  const bool descending = call.boolean(5, "descending");
  const Rows r = readRows(call, n, n);
  if (r.rows == 0) return;
  const bool isLong = n >= 4 * pool::kGrain && r.rows < pool::threads();
  forTypes(r, [&](auto element, auto place) {
    using T = decltype(element);
    using Place = decltype(place);
    if constexpr (std::is_same_v<T, int64_t>)
      if (n >= kShort && sortNear<Place>(r, descending)) return;
    if (isLong) sortLong<T, Place>(r, descending);
    else sortRows<T, Place>(r, descending);
  });
}

// (values, indices, a, offset, n, k, largest, sorted): the k largest (least) elements of each row.
void topk(Call& call) {
  const int64_t n = call.integer(4, "n", 0, kMost), k = call.integer(5, "k", 0, n);
  const bool largest = call.boolean(6, "largest"), sorted = call.boolean(7, "sorted");
  const Rows r = readRows(call, n, k);
  if (r.rows == 0) return;
  forTypes(r, [&](auto element, auto place) { firstRows<decltype(element), decltype(place)>(r, largest, sorted); });
}

// (values, indices, a, offset, n, k): the element that stands at k in each row's order.
void kth(Call& call) {
  const int64_t n = call.integer(4, "n", 1, kMost), k = call.integer(5, "k", 0, n - 1);
  const Rows r = readRows(call, n, 1);
  forTypes(r, [&](auto element, auto place) { kthRows<decltype(element), decltype(place)>(r, k); });
}

}  // namespace tsgrad
