// What `require('tsgrad.node')` gives: one function per family, the names of their ops in their order, and the pool.
#include <mutex>

#if defined(_WIN32)
#include <windows.h>
#else
#include <dlfcn.h>
#endif

#include "blas.h"
#include "families.h"
#include "memory.h"
#include "pool.h"

namespace tsgrad {
namespace {

void setThreads(Call& call) { pool::setThreads(static_cast<int>(call.integer(0, "n", 1, pool::kMaxThreads))); }
void getThreads(Call& call) { call.give(static_cast<double>(pool::threads())); }

// watchInterrupts(flag): an Int32Array that is kept from now on.
napi_value watchInterrupts(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value flag;
  bool isArray = false;
  napi_typedarray_type type;
  size_t length = 0;
  void* data = nullptr;
  napi_ref kept;
  if (napi_get_cb_info(env, info, &count, &flag, nullptr, nullptr) != napi_ok ||
      napi_is_typedarray(env, flag, &isArray) != napi_ok || !isArray ||
      napi_get_typedarray_info(env, flag, &type, &length, &data, nullptr, nullptr) != napi_ok ||
      type != napi_int32_array || length < 1 || napi_create_reference(env, flag, 1, &kept) != napi_ok) {
    napi_throw_type_error(env, nullptr, "flag: expected an Int32Array");
    return nullptr;
  }
  pool::watchInterrupts(static_cast<const std::atomic<int32_t>*>(data));
  return nullptr;
}

struct Export {
  const char* name;
  napi_callback function;
  Names (*ops)();  // null: not a family of ops
};

const Export exported[] = {
    {"unary", entry<unary>, unaryNames},
    {"binary", entry<binary>, binaryNames},
    {"compare", entry<compare>, compareNames},
    {"predicate", entry<predicate>, predicateNames},
    {"reduce", entry<reduce>, reduceNames},
    {"scan", entry<scan>, scanNames},
    {"random", entry<random>, randomNames},
    {"where", entry<where>, nullptr},
    {"copy", entry<copy>, nullptr},
    {"fill", entry<fill>, nullptr},
    {"gatherBlocks", entry<gatherBlocks>, nullptr},
    {"scatterBlocks", entry<scatterBlocks>, nullptr},
    {"placesOf", entry<placesOf>, nullptr},
    {"nonzero", entry<nonzero>, nullptr},
    {"sort", entry<sort>, nullptr},
    {"topk", entry<topk>, nullptr},
    {"kth", entry<kth>, nullptr},
    {"searchSorted", entry<searchSorted>, nullptr},
    {"bincount", entry<bincount>, nullptr},
    {"histc", entry<histc>, nullptr},
    {"gatherAlong", entry<gatherAlong>, nullptr},
    {"scatterAlong", entry<scatterAlong>, nullptr},
    {"scanExtremes", entry<scanExtremes>, nullptr},
    {"gemm", entry<gemm>, nullptr},
    {"softmax", entry<softmax>, nullptr},
    {"softmaxBackward", entry<softmaxBackward>, nullptr},
    {"classLosses", entry<classLosses>, nullptr},
    {"classLossesBackward", entry<classLossesBackward>, nullptr},
    {"moments", entry<moments>, nullptr},
    {"normalize", entry<normalize>, nullptr},
    {"normalizeBackward", entry<normalizeBackward>, nullptr},
    {"convolve", entry<convolve>, nullptr},
    {"convolveImages", entry<convolveImages>, nullptr},
    {"convolveFilters", entry<convolveFilters>, nullptr},
    {"maxPool", entry<maxPool>, nullptr},
    {"maxPoolBackward", entry<maxPoolBackward>, nullptr},
    {"meanPool", entry<meanPool>, nullptr},
    {"meanPoolBackward", entry<meanPoolBackward>, nullptr},
    {"step", entry<step>, stepNames},
    {"setThreads", entry<setThreads>, nullptr},
    {"getThreads", entry<getThreads>, nullptr},
    {"watchInterrupts", watchInterrupts, nullptr},
};

napi_value listOf(napi_env env, const Names& names) {
  napi_value list;
  napi_create_array_with_length(env, names.size(), &list);
  for (size_t i = 0; i < names.size(); i++) {
    napi_value name;
    napi_create_string_utf8(env, names[i], NAPI_AUTO_LENGTH, &name);
    napi_set_element(env, list, static_cast<uint32_t>(i), name);
  }
  return list;
}

// Node unloads an addon when the last worker thread that loaded it ends, but the pool's threads live in this code.
void stayLoaded() {
#if defined(_WIN32)
  HMODULE self;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN,
                     reinterpret_cast<LPCWSTR>(&stayLoaded), &self);
#else
  Dl_info self;
  if (dladdr(reinterpret_cast<void*>(&stayLoaded), &self)) dlopen(self.dli_fname, RTLD_NOW | RTLD_NODELETE);
#endif
}

// Once per process, whichever thread of JavaScript comes first.
void prepareProcess() {
  static std::once_flag once;
  std::call_once(once, [] {
    stayLoaded();
    tuneMemory();
    blas::keepToOneThread();
  });
}

}  // namespace
}  // namespace tsgrad

NAPI_MODULE_INIT() {
  using namespace tsgrad;
  prepareProcess();
  napi_value ops;
  napi_create_object(env, &ops);
  for (const Export& e : exported) {
    napi_value function;
    napi_create_function(env, e.name, NAPI_AUTO_LENGTH, e.function, nullptr, &function);
    napi_set_named_property(env, exports, e.name, function);
    if (e.ops) napi_set_named_property(env, ops, e.name, listOf(env, e.ops()));
  }
  napi_set_named_property(env, exports, "ops", ops);
  napi_value blas;
  napi_create_string_utf8(env, blas::description().c_str(), NAPI_AUTO_LENGTH, &blas);
  napi_set_named_property(env, exports, "blas", blas);
  return exports;
}
