{
  'targets': [
    {
      'target_name': 'tsgrad',
      'sources': [
        'addon.cc',
        'args.cc',
        'loop.cc',
        'pool.cc',
        'memory.cc',
        'elementwise.cc',
        'unary.cc',
        'binary.cc',
        'compare.cc',
        'where.cc',
        'copy.cc',
        'fill.cc',
        'reduce.cc',
        'scan.cc',
        'blocks.cc',
        'blocks_read.cc',
        'places.cc',
        'along.cc',
        'sort.cc',
        'topk.cc',
        'kth.cc',
        'search.cc',
        'blas.cc',
        'gemm.cc',
        'tall.cc',
        'thin.cc',
        'random.cc',
        'softmax.cc',
        'entropy.cc',
        'norm.cc',
        'norm_backward.cc',
        'conv.cc',
        'direct.cc',
        'tiles.cc',
        'pooling.cc',
        'step.cc',
      ],
      'defines': ['NAPI_VERSION=8', '<!pymod_do_main(blas define)'],
      'include_dirs': ['<!pymod_do_main(blas include)'],
      'libraries': ['<!@pymod_do_main(blas libraries)'],
      'copies': [
        {
          # Beside the addon, so that it finds OpenBLAS wherever the checkout goes and whatever becomes of .venv.
          'destination': '<(PRODUCT_DIR)',
          'files': ['<!@pymod_do_main(blas copies)'],
        },
      ],
      # -ffp-contract=off: one op rounds once, on every machine. -fno-math-errno and -fno-trapping-math let loops of
      # sqrt, comparisons and libm's functions become vector code; NaN, infinities and signed zeros keep their meaning.
      'cflags_cc!': ['-fno-exceptions', '-fno-rtti', '-O2', '-std=gnu++17', '-std=gnu++20'],
      'cflags_cc': [
        '-std=c++17', '-O3', '-fexceptions', '-fvisibility=hidden', '-fno-math-errno', '-fno-trapping-math',
        '-ffp-contract=off', '-fwrapv', '-fno-strict-aliasing', '-Wall', '-Wextra',
      ],
      'conditions': [
        ['OS=="linux"', {
          'cflags_cc': ['-pthread'],
          'ldflags': ['-pthread', "-Wl,-rpath,'$$ORIGIN'"],
        }],
        ['OS=="linux" and target_arch=="x64"', {
          # Without it GCC keeps to half of AVX-512's width.
          'cflags_cc': ['-mprefer-vector-width=512'],
        }],
        ['OS=="mac"', {
          'xcode_settings': {
            'CLANG_CXX_LANGUAGE_STANDARD': 'c++17',
            'GCC_ENABLE_CPP_EXCEPTIONS': 'YES',
            'GCC_OPTIMIZATION_LEVEL': '3',
            'MACOSX_DEPLOYMENT_TARGET': '13.3',
            'OTHER_CPLUSPLUSFLAGS': [
              '-fvisibility=hidden', '-fno-math-errno', '-fno-trapping-math', '-ffp-contract=off', '-fwrapv',
              '-fno-strict-aliasing',
            ],
            'LD_RUNPATH_SEARCH_PATHS': ['@loader_path'],
          },
        }],
        ['OS=="win"', {
          'defines': ['NOMINMAX'],
          'msvs_settings': {
            'VCCLCompilerTool': {
              'ExceptionHandling': 1,
              'Optimization': 3,
              'AdditionalOptions': ['/std:c++17', '/fp:precise', '/utf-8'],
            },
          },
        }],
      ],
    },
  ],
}
