import { table } from './table.js'

table('einsum')
