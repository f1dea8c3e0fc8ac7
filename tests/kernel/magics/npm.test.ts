import { expect, it } from 'vitest'
import { withoutStacks } from '../../../kernel/magics/runtime/npm.js'

it('an error of npm is told without where in npm it was noticed', () => {
  const told = `code ECONNREFUSED
FetchError: request to http://127.0.0.1:1/x failed
    at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/index.js:130:14)
    at process.processTicksAndRejections (node:internal/process/task_queues:83:21) {
  code: 'ECONNREFUSED',
  requiredBy: '.'
}

If you are behind a proxy, see: 'npm help config'
A complete log of this run can be found in: /x.log`
  expect(withoutStacks(told).trim()).toBe(`code ECONNREFUSED
FetchError: request to http://127.0.0.1:1/x failed

If you are behind a proxy, see: 'npm help config'`)
})
