import { table } from '../ops/table.js'

table('optim')
