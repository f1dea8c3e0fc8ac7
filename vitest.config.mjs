import { defineConfig } from 'vitest/config'

// A time-out says that a test hangs, not that the machine is busy.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } })
