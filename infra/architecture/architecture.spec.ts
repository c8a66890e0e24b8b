import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const fixtures = join(__dirname, 'fixtures');
const root = join(__dirname, '../..');

interface Report {
  readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string } }[] };
}

/** The names of the rules that the tree below `directory` breaks. */
function violatedRules(directory: string): string[] {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const words = ['--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', '.'];
  const { stdout } = spawnSync(process.execPath, [depcruise, ...words], { cwd: directory, encoding: 'utf8' });
  const { violations } = (JSON.parse(stdout) as Report).summary;
  return [...new Set(violations.map(({ rule }) => rule.name))];
}

describe('the architecture', () => {
  it.each(readdirSync(fixtures))('has a rule "%s" that can fail', (name) => {
    expect(violatedRules(join(fixtures, name))).toContain(name);
  });

  it('has a fixture for every rule', async () => {
    const config = spawnSync(
      process.execPath,
      [
        '-e',
        `import('${root}/.dependency-cruiser.mjs').then((c) => console.log(c.default.forbidden.map((r) => r.name).join()))`,
      ],
      { encoding: 'utf8' },
    );
    expect(config.stdout.trim().split(',').toSorted()).toEqual(readdirSync(fixtures).toSorted());
  });
});
