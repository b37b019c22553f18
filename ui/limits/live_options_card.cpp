// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/live_options_card.h"

#include "format.h"
#include "hub/capacity.h"
#include "hub/hub.h"
#include "widgets/filter_line.h"
#include "widgets/segmented.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace fanlight {
namespace {

constexpr int LabelWidth = 130;
constexpr int EditWidth = 130;

const QString Lifetime = QStringLiteral("max-lifetime");
const QString SlowClient = QStringLiteral("slow-client");

struct Preset {
    const char* name;
    std::chrono::seconds length;
};
constexpr std::array Presets{
    Preset{QT_TRANSLATE_NOOP("fanlight::LiveOptionsCard", "Off"), std::chrono::seconds(0)},
    Preset{QT_TRANSLATE_NOOP("fanlight::LiveOptionsCard", "60 s"), std::chrono::seconds(60)},
    Preset{QT_TRANSLATE_NOOP("fanlight::LiveOptionsCard", "900 s"), std::chrono::seconds(900)}};
constexpr int OwnLifetime = int(Presets.size());

QString presetText(const Preset& preset)
{
    HubOptions options;
    options.maxLifetime = preset.length;
    return hubOptionText(options, Lifetime);
}

QString policyText(SlowClientPolicy policy)
{
    HubOptions options;
    options.slowClient = policy;
    return hubOptionText(options, SlowClient);
}

double seconds(std::chrono::milliseconds duration)
{
    return double(duration.count()) / 1000;
}

// What the value comes to with so many connections (Unknown: not known).
QString consequence(const QString& option, const HubOptions& options, double connections)
{
    const QString now = format::count(connections);
    if (option == QLatin1String("max-connections"))
        return options.maxConnections == 0
            ? LiveOptionsCard::tr("as many as descriptors allow; %1 now").arg(now)
            : LiveOptionsCard::tr("%1 now").arg(now);
    if (option == QLatin1String("max-per-user"))
        return options.maxPerUser == 0
            ? LiveOptionsCard::tr("no cap")
            : LiveOptionsCard::tr(
                "of more streams of a user the oldest is ended and told to stay away");
    if (option == Lifetime) {
        if (options.maxLifetime.count() == 0)
            return LiveOptionsCard::tr("streams are never ended for their age");
        const double length = seconds(options.maxLifetime);
        return LiveOptionsCard::tr(
            "about %1 reconnects a second at %2 connection(s); up to %3 a second after "
            "all of them came at once",
            nullptr, format::plural(connections))
            .arg(format::rate(reconnectsPerSecond(connections, length)), now,
                format::rate(reconnectsAfterBurst(connections, length)));
    }
    if (option == QLatin1String("heartbeat"))
        return LiveOptionsCard::tr("at most %1 comments a second, while all %2 are idle")
            .arg(format::rate(connections / seconds(options.heartbeat)), now);
    if (option == QLatin1String("retry"))
        return LiveOptionsCard::tr(
            "a client that loses its stream is back after that; told to clients as they connect");
    if (option == QLatin1String("backlog-limit"))
        return LiveOptionsCard::tr("at most %1 if all %2 were slow")
            .arg(format::bytes(connections * double(options.backlogLimit)), now);
    if (option == SlowClient)
        return options.slowClient == SlowClientPolicy::Disconnect
            ? LiveOptionsCard::tr(
                "over the limit a client is disconnected; it resumes by Last-Event-ID as "
                "far as history reaches")
            : LiveOptionsCard::tr(
                "over the limit a client loses its oldest events; they are counted as dropped");
    return {};
}

} // namespace

LiveOptionsCard::LiveOptionsCard(Hub& hub, QWidget* parent)
    : Card(tr("Limits of the running hub"), parent)
    , m_hub(hub)
    , m_note(new QLabel)
    , m_overallError(new QLabel)
    , m_revert(new QPushButton(tr("Re&vert")))
    , m_apply(new QPushButton(tr("Apply no&w")))
    , m_connections(Unknown)
{
    setLook(*m_note, "hint");
    m_note->setWordWrap(true);
    body()->addWidget(m_note);
    for (const OptionSpec& spec : hubOptionSpecs()) {
        if (isLiveOption(QString::fromLatin1(spec.name)))
            addField(spec);
    }
    setLook(*m_overallError, "bad");
    m_overallError->setWordWrap(true);
    m_overallError->hide();
    setLook(*m_apply, "primary");
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_revert);
    buttons->addWidget(m_apply);
    body()->addWidget(m_overallError);
    body()->addLayout(buttons);
    connect(m_revert, &QPushButton::clicked, this, &LiveOptionsCard::load);
    connect(m_apply, &QPushButton::clicked, this, &LiveOptionsCard::apply);
    setListening(hub.isListening());
    load();
}

void LiveOptionsCard::addField(const OptionSpec& spec)
{
    const OptionFields::Field field = m_fields.add(spec, LabelWidth);
    field.edit->setToolTip(field.help);
    field.edit->setFixedWidth(EditWidth);
    auto* hint = new QLabel;
    setLook(*hint, "hint");
    hint->setWordWrap(true);
    m_hints.push_back(hint);

    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    if (QWidget* choice = makeChoice(field.name, *field.edit))
        line->addWidget(choice);
    line->addWidget(field.edit);
    line->addWidget(hint, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(2);
    right->addLayout(line);
    right->addWidget(field.error);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(field.label, 0, Qt::AlignTop);
    row->addLayout(right, 1);
    body()->addLayout(row);
    connect(field.edit, &QLineEdit::textChanged, this, &LiveOptionsCard::validate);
    connect(field.edit, &QLineEdit::returnPressed, this, &LiveOptionsCard::apply);
}

// Presets that write into the field; null: it has none.
QWidget* LiveOptionsCard::makeChoice(const QString& name, QLineEdit& edit)
{
    if (name == Lifetime) {
        QStringList names;
        for (const Preset& preset : Presets)
            names << tr(preset.name);
        m_lifetimes = new Segmented(names << tr("Own"));
        m_lifetimes->setAccessibleName(tr("Maximum lifetime"));
        connect(m_lifetimes, &Segmented::changed, this, [&edit](int index) {
            if (index < OwnLifetime)
                edit.setText(presetText(Presets.at(std::size_t(index))));
            else
                edit.setFocus(Qt::OtherFocusReason);
        });
        return m_lifetimes;
    }
    if (name == SlowClient) {
        m_policies = new Segmented({tr("Disconnect"), tr("Drop events")});
        m_policies->setAccessibleName(tr("What happens to slow clients"));
        connect(m_policies, &Segmented::changed, this,
            [&edit](int index) { edit.setText(policyText(SlowClientPolicy(index))); });
        edit.hide(); // the choice says it all
        return m_policies;
    }
    return nullptr;
}

QString LiveOptionsCard::hint(QStringView option) const
{
    for (std::size_t i = 0; i < m_hints.size(); ++i) {
        if (m_fields.all()[i].name == option)
            return m_hints[i]->text();
    }
    return {};
}

QString LiveOptionsCard::overallError() const
{
    return m_overallError->text();
}

void LiveOptionsCard::setConnections(double connections)
{
    m_connections = connections;
    updateHints();
}

void LiveOptionsCard::setListening(bool listening)
{
    m_listening = listening;
    for (const OptionFields::Field& one : m_fields.all())
        one.edit->setEnabled(listening);
    m_lifetimes->setEnabled(listening);
    m_policies->setEnabled(listening);
    m_note->setText(listening
            ? tr("Taken over at once; clients stay connected. Enter applies. They are kept for the "
                 "next start.")
            : tr("The hub is not listening. What it starts with stands in Settings."));
    validate();
}

void LiveOptionsCard::load()
{
    m_fields.load(m_hub.options());
    validate();
}

void LiveOptionsCard::follow()
{
    m_fields.follow(m_hub.options());
    validate();
}

void LiveOptionsCard::validate()
{
    HubOptions options = m_hub.options();
    const bool valid = m_fields.read(m_hub.options(), options);
    const QString overall = valid ? checkHubOptions(options) : QString();
    m_overallError->setText(overall);
    m_overallError->setVisible(!overall.isEmpty());
    m_wanted = options;
    const bool differs = options != m_hub.options();
    m_apply->setEnabled(m_listening && valid && overall.isEmpty() && differs);
    m_revert->setEnabled(differs || !valid);
    updateChoices();
    updateHints();
}

void LiveOptionsCard::updateHints()
{
    for (std::size_t i = 0; i < m_hints.size(); ++i) {
        const OptionFields::Field& one = m_fields.all()[i];
        const bool hasError = !one.error->text().isEmpty();
        m_hints[i]->setText(hasError ? QString() : consequence(one.name, m_wanted, m_connections));
    }
}

void LiveOptionsCard::updateChoices()
{
    const QSignalBlocker lifetimes(m_lifetimes);
    const QSignalBlocker policies(m_policies);
    const auto preset = std::find_if(Presets.begin(), Presets.end(),
        [this](const Preset& one) { return one.length == m_wanted.maxLifetime; });
    const bool isPreset = preset != Presets.end() && error(Lifetime).isEmpty();
    // While its own field is being typed in, the choice stays there.
    if (!(m_lifetimes->current() == OwnLifetime && edit(Lifetime)->hasFocus()))
        m_lifetimes->setCurrent(isPreset ? int(preset - Presets.begin()) : OwnLifetime);
    m_policies->setCurrent(int(m_wanted.slowClient));
}

void LiveOptionsCard::apply()
{
    if (m_apply->isEnabled())
        Q_EMIT applyRequested(m_wanted);
}

void LiveOptionsCard::showRefused(const QString& error)
{
    const OptionFields::Field* changed = nullptr;
    int count = 0;
    for (const OptionFields::Field& one : m_fields.all()) {
        if (hubOptionText(m_wanted, one.name) != hubOptionText(m_hub.options(), one.name)) {
            changed = &one;
            ++count;
        }
    }
    if (count == 1) {
        showFilterProblem(*changed->edit, *changed->error, error);
        m_hints[std::size_t(changed - m_fields.all().data())]->setText({});
        return;
    }
    m_overallError->setText(error);
    m_overallError->setVisible(!error.isEmpty());
}

} // namespace fanlight
