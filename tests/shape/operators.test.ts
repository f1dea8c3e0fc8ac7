import { table } from '../ops/table.js'

// The same rows as in types/operators.test.ts: what the compiler says of a shape is what the run time makes.
table('shapes')
