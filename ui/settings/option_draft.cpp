// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/option_draft.h"

#include "hub/hub_port.h"
#include "settings/option_texts.h"

#include <QSettings>

#include <algorithm>

namespace fanlight {

namespace {
const QString Listen = QStringLiteral("listen");
} // namespace

OptionDraft::OptionDraft(HubPort& hub, const QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_settings(settings)
    , m_started(hub.options())
    , m_wanted(hub.options())
{
    connect(&hub, &HubPort::optionsChanged, this, &OptionDraft::reload);
    connect(&hub, &HubPort::statusChanged, this, &OptionDraft::takeStatus);
}

void OptionDraft::setStart(const HubOptions& options, const OptionOrigins& origins)
{
    m_started = options;
    m_origins = origins;
    Q_EMIT changed();
}

const HubOptions& OptionDraft::running() const
{
    return m_hub.options();
}

QString OptionDraft::text(QStringView option) const
{
    const auto typed = m_typed.constFind(option.toString());
    return typed == m_typed.constEnd() ? hubOptionText(running(), option) : *typed;
}

void OptionDraft::setText(QStringView option, const QString& text)
{
    const QString name = option.toString();
    if (text == this->text(name))
        return;
    // Also what equals the running value stays as it was typed, or the field would change under the
    // hands of who types.
    m_typed.insert(name, text);
    m_refused.remove(name);
    m_refusal.clear();
    check();
    Q_EMIT changed();
}

void OptionDraft::resetToDefault(QStringView option)
{
    setText(option, hubOptionText(HubOptions(), option));
}

void OptionDraft::revert()
{
    m_typed.clear();
    m_refused.clear();
    m_refusal.clear();
    check();
    Q_EMIT changed();
}

void OptionDraft::revert(const QStringList& options)
{
    for (const QString& option : options) {
        m_typed.remove(option);
        m_refused.remove(option);
    }
    m_refusal.clear();
    check();
    Q_EMIT changed();
}

// What the hub has taken is nobody's wish any longer; the rest stays.
void OptionDraft::reload()
{
    m_typed.removeIf([this](const auto& one) {
        HubOptions taken = running();
        return setHubOption(taken, one.key(), one.value().trimmed()).isEmpty()
            && taken == running();
    });
    check();
    Q_EMIT changed();
}

void OptionDraft::takeStatus(const HubStatus& status)
{
    const bool isPortTaken = status.state == HubState::Failed && status.suggestedPort != 0;
    if (isPortTaken)
        m_refused.insert(Listen, option_texts::inWords(status.error));
    else if (status.state != HubState::Listening || m_refused.remove(Listen) == 0)
        return;
    Q_EMIT changed();
}

void OptionDraft::check()
{
    m_errors.clear();
    m_wanted = running();
    for (auto one = m_typed.cbegin(); one != m_typed.cend(); ++one) {
        const QString error = setHubOption(m_wanted, one.key(), one.value().trimmed());
        if (!error.isEmpty())
            m_errors.insert(one.key(), option_texts::inWords(error));
    }
    if (!m_errors.isEmpty())
        return;
    if (const QString error = checkHubOptions(m_wanted); !error.isEmpty())
        m_errors.insert(option_texts::optionOf(error), option_texts::inWords(error));
}

bool OptionDraft::isChanged(QStringView option) const
{
    return hubOptionText(m_wanted, option) != hubOptionText(running(), option)
        || (m_errors.contains(option.toString()) && m_typed.contains(option.toString()));
}

QStringList OptionDraft::changedOptions() const
{
    QStringList names;
    for (const OptionSpec& spec : hubOptionSpecs()) {
        if (const QString name = QString::fromLatin1(spec.name); isChanged(name))
            names << name;
    }
    return names;
}

bool OptionDraft::isDefault(QStringView option) const
{
    return !m_errors.contains(option.toString())
        && hubOptionText(m_wanted, option) == hubOptionText(HubOptions(), option);
}

QString OptionDraft::error(QStringView option) const
{
    const QString name = option.toString();
    return m_errors.value(name, m_refused.value(name));
}

QStringList OptionDraft::wrong() const
{
    return m_errors.keys();
}

bool OptionDraft::needsRestart() const
{
    return withLiveOptions(running(), m_wanted) != m_wanted;
}

OptionOrigin OptionDraft::overruledBy(QStringView option) const
{
    const OptionOrigin origin = m_origins.value(option.toString(), OptionOrigin::Default);
    const bool overrules
        = origin == OptionOrigin::CommandLine || origin == OptionOrigin::Environment;
    return overrules ? origin : OptionOrigin::Default;
}

bool OptionDraft::knowsOrigins() const
{
    return m_hub.link().state == HubLink::State::Here;
}

OptionOrigin OptionDraft::origin(QStringView option) const
{
    const bool isAsStarted = hubOptionText(running(), option) == hubOptionText(m_started, option);
    if (const OptionOrigin above = overruledBy(option);
        above != OptionOrigin::Default && isAsStarted)
        return above;
    const OptionSpec* const spec = findOption(hubOptionSpecs(), option);
    // what this computer keeps is for the hub of this process
    const bool isKept = m_hub.link().state == HubLink::State::Here && spec
        && m_settings.contains(spec->settingsKey());
    return isKept ? OptionOrigin::SettingsFile : OptionOrigin::Default;
}

void OptionDraft::showRefused(const QString& error)
{
    const QStringList asked = changedOptions();
    const QString named = option_texts::optionOf(error);
    const QString owner = named.isEmpty() && asked.size() == 1 ? asked.first() : named;
    const QString words = option_texts::inWords(error);
    if (owner.isEmpty())
        m_refusal = words;
    else
        m_refused.insert(owner, words);
    Q_EMIT changed();
}

} // namespace fanlight
