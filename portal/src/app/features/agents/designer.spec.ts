import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import type { AgentView } from '@konstruct/api-client';
import { Problem } from '../../core/errors/problem';
import { answer, openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { agentView, modelView } from '../../testing/wire-samples';
import { DesignerDraft, draftOf } from './agent-draft';
import { Designer } from './designer';
import { DesignerCatalog } from './designer-catalog';

describe('Designer', () => {
  let fixture: ComponentFixture<Designer>;
  const save = jest.fn<Promise<AgentView>, [DesignerDraft]>();

  beforeEach(() => {
    save.mockReset().mockResolvedValue(agentView());
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant();
    fixture = TestBed.createComponent(Designer);
    fixture.componentRef.setInput('start', draftOf(agentView()));
    fixture.componentRef.setInput('save', save);
  });

  afterEach(() => {
    fixture.destroy();
    TestBed.inject(HttpTestingController).match(() => true);
  });

  async function change(name: string): Promise<MatButtonHarness> {
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const [input] = await loader.getAllHarnesses(MatInputHarness);
    await input?.setValue(name);
    return loader.getHarness(MatButtonHarness.with({ text: /Save/ }));
  }

  it('knows whether something is unsaved', async () => {
    const button = await change('Nora');
    expect(fixture.componentInstance.hasChanges()).toBe(false);
    expect(await button.isDisabled()).toBe(true);
    await change('Nora B.');
    expect(fixture.componentInstance.hasChanges()).toBe(true);
  });

  it('saves the whole draft and has no changes afterwards', async () => {
    await (await change('Nora B.')).click();
    expect(save).toHaveBeenCalledWith({ ...draftOf(agentView()), name: 'Nora B.' });
    expect(fixture.componentInstance.hasChanges()).toBe(false);
  });

  it('discards down to what was saved last', async () => {
    await (await change('Nora B.')).click();
    await change('Nora C.');
    const loader = TestbedHarnessEnvironment.loader(fixture);
    await (await loader.getHarness(MatButtonHarness.with({ text: 'Discard' }))).click();
    const [name] = await loader.getAllHarnesses(MatInputHarness);
    expect(await name?.getValue()).toBe('Nora B.');
    expect(fixture.componentInstance.hasChanges()).toBe(false);
  });

  it('does not ask the server while something is missing', async () => {
    await (await change('')).click();
    expect(save).not.toHaveBeenCalled();
    expect((fixture.nativeElement as HTMLElement).textContent).toContain('1 field needs your attention');
  });

  it('shows on the field what the server does not accept', async () => {
    const taken = [{ pointer: '/name', detail: 'Another employee has this name' }];
    save.mockRejectedValue(new Problem('invalid', 'Invalid', 'See fields.', 422, null, taken));
    await (await change('Otto')).click();
    expect((fixture.nativeElement as HTMLElement).textContent).toContain('Another employee has this name');
    expect(fixture.componentInstance.hasChanges()).toBe(true);
  });

  it('cannot be saved by those who may only read', async () => {
    fixture.componentRef.setInput('isReadonly', true);
    await fixture.whenStable();
    const loader = TestbedHarnessEnvironment.loader(fixture);
    expect(await loader.hasHarness(MatButtonHarness.with({ text: /Save/ }))).toBe(false);
  });

  it('warns of a budget without room for one answer where the employee is to stop then', async () => {
    const tight = agentView({ budget_limit_usd: 0.01, at_limit: 'stop', max_reply_tokens: 4_000 });
    fixture.componentRef.setInput('start', draftOf(tight));
    TestBed.inject(DesignerCatalog).ensureLoaded();
    answer('GET', '/api/portal/agent-templates', { items: [] });
    answer('GET', '/api/portal/models', { items: [modelView()] });
    await settle();
    expect((fixture.nativeElement as HTMLElement).textContent).toContain('so this limit has no room for any');
    fixture.componentRef.setInput('start', draftOf({ ...tight, at_limit: 'alert_only' }));
    await settle();
    expect((fixture.nativeElement as HTMLElement).textContent).not.toContain('so this limit has no room for any');
  });
});
