/** What an inference has found, in words. */

import { remediesOf, showAdvice } from './advice.js';
import { $, many, size } from './dom.js';
import { fieldsOf } from './schema.js';

/** @param apply called with a remedy that is chosen */
export function showFound(file, { evidence, resource }, apply) {
  const { records, whole, warnings, encoding, delimiter } = evidence;
  const isWhole = whole && file.size <= 2 ** 20;
  $('file-facts').textContent = [size(file.size), (isWhole ? '' : 'first ') + many(records, 'record'), many(fieldsOf(resource).length, 'column')].join(' · ');
  const sure = value => Math.round((value?.confidence ?? 0) * 100) + ' %';
  $('found-note').textContent = 'delimiter ' + sure(delimiter) + ' sure, encoding ' + sure(encoding)
    + (warnings.length ? '; ' + many(warnings.length, 'warning') : '; nothing doubtful');
  showAdvice($('advice'), warnings.map(sentence => [sentence, remediesOf(sentence, evidence)]), apply);
}
