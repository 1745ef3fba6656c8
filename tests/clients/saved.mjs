// node saved.mjs DUMP < QUERIES: Comunica's own engine over the quads of an N-Quads file, held in memory. Reads a JSON array of
// queries and writes an array of answers: each a list of rows, a row the values of its variables, or the words of the error.
import { readFileSync } from 'node:fs';
import { QueryEngine } from '@comunica/query-sparql';
import { Parser, Store } from 'n3';

const store = new Store(new Parser({ format: 'N-Quads' }).parse(readFileSync(process.argv[2], 'utf-8')));
const engine = new QueryEngine();
const answers = [];
for (const query of JSON.parse(readFileSync(0, 'utf-8'))) {
  try {
    const answer = await engine.query(query, { sources: [store] });
    const { variables } = await answer.metadata();
    const rows = await (await answer.execute()).toArray();
    answers.push(rows.map((row) => variables.map((variable) => row.get(variable)?.value ?? '')));
  } catch (error) {
    answers.push(String(error));
  }
}
process.stdout.write(JSON.stringify(answers));
