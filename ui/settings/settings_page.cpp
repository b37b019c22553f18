// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings_page.h"

#include "hub/hub.h"
#include "widgets/card.h"
#include "widgets/segmented.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStyle>

namespace fanlight {
namespace {

const QString ThemeKey = QStringLiteral("theme");
constexpr std::array ThemeModes{Theme::Mode::System, Theme::Mode::Light, Theme::Mode::Dark};
constexpr int PageMargin = 16;
constexpr int LabelWidth = 150;
constexpr int LabelDrop = 6; // brings it to the height of the text in the field
constexpr int MostWidth = 820;

QString settingsKey(const QString& option)
{
    return QStringLiteral("hub/") + option;
}

// What nobody should read over a shoulder.
bool isSecret(const QString& option)
{
    return option.contains(QLatin1String("token")) || option.contains(QLatin1String("key"));
}

void markInvalid(QLineEdit& edit, bool invalid)
{
    if (edit.property("invalid").toBool() == invalid)
        return;
    edit.setProperty("invalid", invalid);
    edit.style()->unpolish(&edit);
    edit.style()->polish(&edit);
}

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
    for (QWidget* card : {makeAppearance(), makeHubOptions()}) {
        card->setMaximumWidth(MostWidth);
        column->addWidget(card);
    }
    column->addStretch(1);
    setWidget(content);

    connect(&hub, &Hub::statusChanged, this, [this](const HubStatus& status) {
        if (status.state == HubState::Listening)
            load();
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
    for (const OptionSpec& spec : hubOptionSpecs())
        addField(*card->body(), spec);

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
    const QString name = QString::fromLatin1(spec.name);
    auto* label = new QLabel(name);
    setLook(*label, "dim");
    label->setFixedWidth(LabelWidth);
    label->setContentsMargins(0, LabelDrop, 0, 0);
    auto* edit = new QLineEdit;
    edit->setAccessibleName(name);
    edit->setAccessibleDescription(QString::fromUtf8(spec.help));
    edit->setPlaceholderText(QString::fromUtf8(spec.value));
    if (isSecret(name))
        edit->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    label->setBuddy(edit);
    auto* help = new QLabel(QString::fromUtf8(spec.help));
    setLook(*help, "hint");
    help->setWordWrap(true);
    auto* error = new QLabel;
    setLook(*error, "bad");
    error->setWordWrap(true);
    error->hide();

    auto* right = new QVBoxLayout;
    right->setSpacing(2);
    for (QWidget* widget : std::initializer_list<QWidget*>{edit, error, help})
        right->addWidget(widget);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(label, 0, Qt::AlignTop);
    row->addLayout(right, 1);
    column.addLayout(row);
    m_fields.push_back({name, edit, error});
    connect(edit, &QLineEdit::textEdited, this, &SettingsPage::validate);
}

const SettingsPage::Field* SettingsPage::field(QStringView option) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
        [option](const Field& one) { return one.name == option; });
    return found == m_fields.end() ? nullptr : &*found;
}

QLineEdit* SettingsPage::edit(QStringView option) const
{
    const Field* found = field(option);
    return found ? found->edit : nullptr;
}

QString SettingsPage::error(QStringView option) const
{
    const Field* found = field(option);
    return found ? found->error->text() : QString();
}

void SettingsPage::load()
{
    for (const Field& one : m_fields)
        one.edit->setText(hubOptionText(m_hub.options(), one.name));
    validate();
}

void SettingsPage::validate()
{
    HubOptions options = m_hub.options();
    bool valid = true;
    for (const Field& one : m_fields) {
        const QString text = one.edit->text().trimmed();
        // What was not touched needs no check: it may come from elsewhere in a form of its own.
        const bool touched = text != hubOptionText(m_hub.options(), one.name);
        const QString error = touched ? setHubOption(options, one.name, text) : QString();
        showError(*one.error, error);
        markInvalid(*one.edit, !error.isEmpty());
        valid = valid && error.isEmpty();
    }
    const QString overall = valid ? checkHubOptions(options) : QString();
    showError(*m_overallError, overall);
    m_wanted = options;
    const bool differs = options != m_hub.options();
    m_apply->setEnabled(valid && overall.isEmpty() && differs);
    m_revert->setEnabled(differs || !valid);
}

void SettingsPage::save()
{
    for (const Field& one : m_fields) {
        const QString text = hubOptionText(m_wanted, one.name);
        if (text != hubOptionText(m_hub.options(), one.name))
            m_settings.setValue(settingsKey(one.name), text);
    }
}

} // namespace fanlight
