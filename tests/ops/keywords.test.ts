import { table } from './table.js'

table('keywords')
