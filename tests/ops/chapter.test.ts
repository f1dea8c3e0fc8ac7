import { table } from './table.js'

table('chapter')
