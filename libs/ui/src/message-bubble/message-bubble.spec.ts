import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { MessageBubble } from './message-bubble';
import { MessageBubbleHarness } from './message-bubble.harness';

describe('MessageBubble', () => {
  it('shows who wrote what, as text and never as markup', async () => {
    const fixture = TestBed.createComponent(MessageBubble);
    fixture.componentRef.setInput('author', 'Lena Fischer');
    fixture.componentRef.setInput('side', 'person');
    fixture.componentRef.setInput('text', '<b>Where</b> is my order?');
    const bubble = await TestbedHarnessEnvironment.harnessForFixture(fixture, MessageBubbleHarness);
    expect(await bubble.getAuthor()).toBe('Lena Fischer');
    expect(await bubble.getText()).toBe('<b>Where</b> is my order?');
    expect(await bubble.isFromEmployee()).toBe(false);
    expect(await bubble.getFooter()).toBe('');
  });
});
