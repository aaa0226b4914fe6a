import { agentView, modelView } from '../../testing/wire-samples';
import { draftOf, fallbackName, newDraft, openPlaces } from './agent-draft';

describe('newDraft', () => {
  const template = {
    id: 'support',
    title: 'Customer Support',
    description: '',
    icon: 'support_agent',
    persona: 'Warm',
    instructions: 'Answer.',
    greeting: 'Hi, I am Mia.',
    suggested_name: 'Mia',
  };

  it('starts from the template on a model that is neither dear nor weak', () => {
    const models = [
      modelView({ model: 'best', output_usd_per_million: 30 }),
      modelView({ model: 'middle', output_usd_per_million: 4.5 }),
      modelView({ model: 'weak', output_usd_per_million: 0.6 }),
      modelView({ model: 'unpriced', output_usd_per_million: null }),
      modelView({ model: 'locked', output_usd_per_million: 5, is_available: false }),
    ];
    const draft = newDraft(template, models);
    expect(draft).toMatchObject({
      template_id: 'support',
      name: 'Mia',
      role_title: 'Customer Support',
      model: 'middle',
    });
  });

  it('has no model to start with where none can be used', () => {
    expect(newDraft(null, [modelView({ is_available: false })]).model).toBe('');
  });
});

describe('draftOf', () => {
  it('takes exactly the fields that can be edited', () => {
    const { id: _id, tenant_id: _tenant, status: _status, ...agent } = agentView();
    const { is_active: _active, activated_at: _at, created_at: _created, updated_at: _updated, ...rest } = agent;
    const { model_warning: _warning, ...fields } = rest;
    expect(draftOf(agentView())).toEqual(fields);
  });
});

describe('openPlaces', () => {
  it('counts what a template leaves to fill in, but not links', () => {
    expect(openPlaces('Open [days and hours]. Ask [name]. See [the site](https://velo.example).')).toBe(2);
  });
});

describe('fallbackName', () => {
  it('names the provider only where it is another one', () => {
    expect(fallbackName(modelView(), 'openai')).toBe('gpt-5.4-mini');
    expect(fallbackName(modelView(), 'mistral')).toBe('openai/gpt-5.4-mini');
  });
});
