import { table } from './table.js'

table('indexing')
