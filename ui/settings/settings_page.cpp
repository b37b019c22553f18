// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings_page.h"

#include "hub/hub.h"
#include "settings/broker_card.h"
#include "settings/kept_options.h"
#include "widgets/card.h"
#include "widgets/segmented.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

namespace fanlight {
namespace {

const QString BrokerOption = QStringLiteral("broker");
const QString MemoryBroker = QStringLiteral("memory");
const QString ThemeKey = QStringLiteral("theme");
constexpr std::array ThemeModes{Theme::Mode::System, Theme::Mode::Light, Theme::Mode::Dark};
constexpr int PageMargin = 16;
constexpr int LabelWidth = 150;
constexpr int MostWidth = 820;

void showError(QLabel& label, const QString& text)
{
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace

SettingsPage::SettingsPage(Hub& hub, Theme& theme, QSettings& settings, QWidget* parent)
    : QScrollArea(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_settings(settings)
    , m_startedAtMs(hub.isListening() ? hub.status().startedAtMs : -1)
    , m_broker(new BrokerCard(hub, theme))
    , m_overallError(new QLabel)
    , m_revert(new QPushButton(tr("&Revert")))
    , m_apply(new QPushButton(tr("&Apply and restart the hub")))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    column->setSpacing(12);
    for (QWidget* card :
        std::initializer_list<QWidget*>{makeAppearance(), m_broker, makeHubOptions()}) {
        card->setMaximumWidth(MostWidth);
        column->addWidget(card);
    }
    column->addStretch(1);
    setWidget(content);

    connect(&hub, &Hub::statusChanged, this, [this](const HubStatus& status) {
        // What is being typed stays while a running hub merely tells that its Redis went or came.
        const bool started
            = status.state == HubState::Listening && status.startedAtMs != m_startedAtMs;
        m_startedAtMs = status.state == HubState::Listening ? status.startedAtMs : -1;
        if (started)
            load();
    });
    connect(m_broker, &BrokerCard::edited, this, &SettingsPage::validate);
    connect(m_broker, &BrokerCard::moved, this, &SettingsPage::keepBroker);
    connect(m_broker, &BrokerCard::memoryRequested, this, [this] {
        HubOptions options = m_hub.options(); // what is being typed is not part of it
        options.broker = MemoryBroker;
        Q_EMIT applyRequested(options);
    });
    load();
}

Theme::Mode SettingsPage::savedThemeMode(const QSettings& settings)
{
    return Theme::modeFromText(settings.value(ThemeKey).toString()).value_or(Theme::Mode::System);
}

QWidget* SettingsPage::makeAppearance()
{
    auto* card = new Card(tr("Appearance"));
    auto* choice = new Segmented({tr("As the system"), tr("Light"), tr("Dark")});
    choice->setAccessibleName(tr("Theme"));
    const auto showMode = [choice, this] {
        const auto at = std::find(ThemeModes.begin(), ThemeModes.end(), m_theme.mode());
        choice->setCurrent(int(at - ThemeModes.begin()));
    };
    showMode();
    connect(&m_theme, &Theme::changed, choice, showMode);
    connect(choice, &Segmented::changed, this, [this](int index) {
        const Theme::Mode mode = ThemeModes.at(std::size_t(index));
        if (mode == m_theme.mode())
            return;
        m_settings.setValue(ThemeKey, Theme::modeText(mode));
        m_theme.setMode(mode);
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    auto* label = new QLabel(tr("Theme"));
    setLook(*label, "dim");
    label->setFixedWidth(LabelWidth);
    row->addWidget(label);
    row->addWidget(choice);
    row->addStretch(1);
    card->body()->addLayout(row);
    return card;
}

QWidget* SettingsPage::makeHubOptions()
{
    auto* card = new Card(tr("Hub"));
    auto* hint = new QLabel(tr("Each is also a command-line option and an environment variable; "
                               "those win over what is kept here."));
    setLook(*hint, "hint");
    hint->setWordWrap(true);
    card->body()->addWidget(hint);
    for (const OptionSpec& spec : hubOptionSpecs()) {
        if (QString::fromLatin1(spec.name) != BrokerOption) // has a card of its own
            addField(*card->body(), spec);
    }

    setLook(*m_overallError, "bad");
    m_overallError->setWordWrap(true);
    card->body()->addWidget(m_overallError);
    setLook(*m_apply, "primary");
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_revert);
    buttons->addWidget(m_apply);
    card->body()->addLayout(buttons);
    connect(m_revert, &QPushButton::clicked, this, &SettingsPage::load);
    connect(m_apply, &QPushButton::clicked, this, [this] { Q_EMIT applyRequested(m_wanted); });
    return card;
}

void SettingsPage::addField(QVBoxLayout& column, const OptionSpec& spec)
{
    const OptionFields::Field field = m_fields.add(spec, LabelWidth);
    auto* help = new QLabel(QString::fromUtf8(spec.help));
    setLook(*help, "hint");
    help->setWordWrap(true);
    auto* right = new QVBoxLayout;
    right->setSpacing(2);
    for (QWidget* widget : std::initializer_list<QWidget*>{field.edit, field.error, help})
        right->addWidget(widget);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(field.label, 0, Qt::AlignTop);
    row->addLayout(right, 1);
    column.addLayout(row);
    connect(field.edit, &QLineEdit::textEdited, this, &SettingsPage::validate);
}

QString SettingsPage::error(QStringView option) const
{
    if (option == BrokerOption)
        return m_broker->error();
    return m_fields.error(option);
}

void SettingsPage::load()
{
    m_fields.load(m_hub.options());
    m_broker->setBroker(m_hub.options().broker);
    validate();
}

void SettingsPage::follow()
{
    m_fields.follow(m_hub.options());
    validate();
}

void SettingsPage::showRefused(const QString& error)
{
    showError(*m_overallError, error);
}

void SettingsPage::showBroker()
{
    ensureWidgetVisible(m_broker);
    m_broker->focusChoice();
}

// The hub has moved: what runs now is what the next start shall find.
void SettingsPage::keepBroker(const QString& broker)
{
    const QString problem = keepHubOption(m_settings, BrokerOption, broker);
    validate();
    if (!problem.isEmpty())
        showRefused(tr("Moved, but not saved for the next start: %1").arg(problem));
    Q_EMIT lastAction(problem.isEmpty() ? tr("moved to Redis")
                                        : tr("moved to Redis, but not saved: %1").arg(problem));
}

void SettingsPage::validate()
{
    HubOptions options = m_hub.options();
    bool valid = m_fields.read(m_hub.options(), options);
    const QString broker = m_broker->broker();
    const QString brokerError = broker == m_hub.options().broker
        ? QString()
        : setHubOption(options, BrokerOption, broker);
    m_broker->setError(brokerError);
    valid = valid && brokerError.isEmpty();
    const QString overall = valid ? checkHubOptions(options) : QString();
    showError(*m_overallError, overall);
    m_wanted = options;
    const bool differs = options != m_hub.options();
    m_apply->setEnabled(valid && overall.isEmpty() && differs);
    const bool isLive
        = differs && m_startedAtMs >= 0 && withLiveOptions(m_hub.options(), options) == options;
    m_apply->setText(isLive ? tr("&Apply now") : tr("&Apply and restart the hub"));
    m_apply->setToolTip(isLive ? tr("Clients stay connected") : QString());
    m_revert->setEnabled(differs || !valid);
}

void SettingsPage::save()
{
    keepHubOptions(m_settings, m_hub.options(), m_wanted);
}

} // namespace fanlight
