// node comunica.mjs ADDRESS QUERY DOCUMENT: the bindings as JSON, asked once of an address said to be an endpoint, once of one
// that Comunica finds to be one by its service description, and once of a document that it fetches and reads itself.
import { QueryEngine } from '@comunica/query-sparql';

const [address, query, document] = process.argv.slice(2);
const engine = new QueryEngine();
const answers = [];
for (const source of [{ type: 'sparql', value: address }, address, document]) {
  const bindings = await (await engine.queryBindings(query, { sources: [source] })).toArray();
  answers.push(bindings.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value]))));
}
process.stdout.write(JSON.stringify(answers));
