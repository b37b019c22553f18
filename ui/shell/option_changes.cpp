// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/option_changes.h"

#include "settings/kept_options.h"
#include "settings/option_draft.h"
#include "settings/settings_page.h"
#include "shell/loss_guard.h"
#include "widgets/question.h"

namespace fanlight {

OptionChanges::OptionChanges(Window window, QWidget* parent)
    : QObject(parent)
    , m_window(window)
    , m_parent(parent)
{
    HubControl& control = m_window.control;
    connect(&control, &HubControl::accepted, this,
        [this](const HubOptions& before, const HubOptions& after) {
            keep(before, after, tr("settings applied"));
        });
    connect(&control, &HubControl::changed, this,
        [this](const HubOptions& before, const HubOptions& after, const QString& what) {
            keep(before, after, tr("applied: %1").arg(what));
            Q_EMIT marked(tr("options: %1").arg(what));
        });
    connect(&control, &HubControl::addressRefused, this, &OptionChanges::offerOtherPort);
    connect(&control, &HubControl::refused, this, &OptionChanges::showRefused);
}

void OptionChanges::apply(const HubOptions& options)
{
    m_caution.ask(*m_parent,
        {tr("Change options"), tr("The hub takes these over for all its clients."), tr("&Apply")},
        [this, options] { go(options); });
}

void OptionChanges::go(const HubOptions& options)
{
    HubControl& control = m_window.control;
    // What changes while clients stay is not asked about.
    if (!control.needsRestart(options) || !control.isRunning())
        return control.apply(options);
    m_window.guard.ask(
        control.changesAddress(options) ? LossGuard::Deed::NewAddress : LossGuard::Deed::Restart,
        [&control, options] { control.apply(options); });
}

void OptionChanges::keep(const HubOptions& before, const HubOptions& after, const QString& said)
{
    const QString notKept
        = m_window.settings ? keepHubOptions(*m_window.settings, before, after) : QString();
    m_window.page().showApplied(before, after, notKept);
    Q_EMIT lastAction(notKept.isEmpty() ? said : tr("applied, but not saved: %1").arg(notKept));
}

void OptionChanges::showRefused(const QString& error)
{
    m_window.draft.showRefused(error);
    Q_EMIT lastAction(tr("not applied: %1").arg(error));
}

// Nothing has happened: the hub goes on where it was.
void OptionChanges::offerOtherPort(
    const HubOptions& options, const QString& error, quint16 freePort)
{
    showRefused(error);
    HubControl& control = m_window.control;
    auto* question = new Question(m_parent, tr("This address cannot be had"), error);
    question->setFacts(
        {tr("The hub goes on at %1; nothing was changed.").arg(control.status().url)});
    if (freePort == 0) {
        question->setCancelText(tr("Close"));
    } else {
        question->addChoice(tr("&Use port %1").arg(freePort), Question::Choice::Usual,
            [&control, options, freePort] {
                HubOptions other = options;
                other.listenPort = freePort;
                control.apply(other); // what it costs was asked before
            });
    }
    question->open();
}

} // namespace fanlight
