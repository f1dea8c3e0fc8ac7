import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Dealer, Router } from 'zeromq'
import { SendQueue } from '../../../kernel/wire/send_queue.js'

test('tslab defect 1: 3000 messages pushed in one tick arrive complete and in order', async () => {
  const router = new Router({ linger: 0, sendHighWaterMark: 0 })
  const dealer = new Dealer({ linger: 0, receiveHighWaterMark: 0, routingId: 'd' })
  await router.bind('tcp://127.0.0.1:*')
  dealer.connect(router.lastEndpoint as string)
  await dealer.send('hello')
  await router.receive()
  const logged: string[] = []
  const queue = new SendQueue(router, (_level, text) => logged.push(text))
  for (let i = 0; i < 3000; i++) queue.push(['d', String(i)])
  const got: string[] = []
  for (let i = 0; i < 3000; i++) got.push(String((await dealer.receive())[0]))
  expect(got).toEqual(Array.from({ length: 3000 }, (_, i) => String(i)))
  await queue.drained()
  expect(queue.length).toBe(0)
  expect(logged).toEqual([])
  router.close()
  dealer.close()
})

test('never two sends at once; a failed one is logged and the rest goes on', async () => {
  let underWay = 0
  const sent: unknown[] = []
  const socket = {
    async send(frames: unknown) {
      expect(++underWay).toBe(1)
      await setImmediate()
      underWay--
      if (String(frames) === 'bad') throw new Error('no')
      sent.push(String(frames))
    },
  }
  const logged: string[] = []
  const queue = new SendQueue(socket, (_level, text) => logged.push(text))
  for (const text of ['a', 'bad', 'b']) queue.push([text])
  await setImmediate()
  queue.push(['c'])
  await queue.drained()
  expect(sent).toEqual(['a', 'b', 'c'])
  expect(logged).toEqual(['a message was not sent: no'])
})

test('a client that connects a moment later gets what was sent before', async () => {
  const router = new Router({ linger: 0, mandatory: true })
  await router.bind('tcp://127.0.0.1:*')
  const queue = new SendQueue(router, () => {})
  queue.push(['late', 'a question'])
  await new Promise((next) => setTimeout(next, 100))
  const dealer = new Dealer({ linger: 0, routingId: 'late', receiveTimeout: 5000 })
  dealer.connect(router.lastEndpoint as string)
  expect((await dealer.receive()).map(String)).toEqual(['a question'])
  await queue.drained()
  dealer.close()
  router.close()
})
