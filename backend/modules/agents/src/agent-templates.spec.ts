import { AGENT_TEMPLATES } from './agent-templates';

describe('agent templates', () => {
  it('cover the common roles', () => {
    expect(AGENT_TEMPLATES.map(({ id }) => id)).toEqual(['support', 'sales', 'office-manager', 'hr', 'it-help']);
  });

  it.each(AGENT_TEMPLATES.map((template) => [template.id, template] as const))(
    '%s is ready to fill in',
    (_, template) => {
      expect(template.instructions.length).toBeGreaterThan(800);
      expect(template.instructions).toMatch(/\[[^\]]+\]/);
      expect(template.instructions).toMatch(/Hand over to a person/);
      expect(template.greeting).toContain(template.suggested_name);
      expect(template.icon).toMatch(/^[a-z0-9_]+$/);
    },
  );
});
