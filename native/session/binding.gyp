{
  # Apart from the tensors' addon: this one uses V8's own API, so it must be built for each major version of Node.
  'targets': [
    {
      'target_name': 'session',
      'sources': ['addon.cc', 'interrupt.cc', 'async_stack.cc', 'heap.cc', 'descriptors.cc', 'crash.cc'],
      'cflags_cc': ['-O2', '-fvisibility=hidden', '-Wall', '-Wextra', '-Wno-unused-parameter', '-Wno-cast-function-type'],
      'conditions': [
        ['OS=="linux"', {'cflags_cc': ['-pthread'], 'ldflags': ['-pthread']}],
        ['OS=="mac"', {
          'xcode_settings': {
            'MACOSX_DEPLOYMENT_TARGET': '13.3',
            'OTHER_CPLUSPLUSFLAGS': ['-O2', '-fvisibility=hidden'],
          },
        }],
      ],
    },
  ],
}
