import { table } from './table.js'

table('matmul')
