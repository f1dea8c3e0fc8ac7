/** Preloaded by asan.mjs: whoever loads the addon of this checkout gets the one that reports. */
const { _extensions: loaders } = require('node:module')
const load = loaders['.node']
loaders['.node'] = (module, path) =>
  load(module, /[\\/]native[\\/]build[\\/]Release[\\/]tsgrad\.node$/.test(path) ? process.env.TSGRAD_ASAN_ADDON : path)
