// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_dialog.h"

#include "servers/server_button.h"
#include "theme/theme.h"
#include "widgets/dialog_foot.h"
#include "widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int DialogWidth = 560;
constexpr int SwatchInset = 3;
constexpr qsizetype MostTokenCharacters = 4096;

} // namespace

ServerDialog::ServerDialog(Given given, QWidget* parent)
    : QDialog(parent)
    , m_given(std::move(given))
    , m_name(new QLineEdit)
    , m_url(new QLineEdit)
    , m_color(new QComboBox)
    , m_group(new QComboBox)
    , m_alias(new QLineEdit)
    , m_needsToken(new QCheckBox(tr("The hub asks for a &token")))
    , m_token(new QLineEdit)
    , m_production(new QCheckBox(tr("In &production: ask before what cannot be taken back")))
    , m_problem(makeWrappedLabel("bad"))
    , m_finding(makeWrappedLabel("dim"))
    , m_try(new QPushButton(tr("T&ry")))
    , m_save(new QPushButton(tr("&Save")))
{
    const bool isNew = m_given.profile.name.isEmpty();
    setWindowTitle(isNew ? tr("Add server") : tr("Server %1").arg(m_given.profile.name));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(DialogWidth);
    build();
    const ServerProfile& from = m_given.profile;
    m_name->setText(from.name);
    m_url->setText(from.url.toString());
    m_color->setCurrentIndex(from.color);
    m_group->setEditText(from.group);
    m_alias->setText(from.sshAlias);
    m_needsToken->setChecked(from.needsToken);
    m_production->setChecked(from.isProduction);
    for (QLineEdit* edit : {m_name, m_url, m_alias, m_token, m_group->lineEdit()})
        connect(edit, &QLineEdit::textChanged, this, &ServerDialog::check);
    connect(m_needsToken, &QCheckBox::toggled, this, &ServerDialog::check);
    connect(m_try, &QPushButton::clicked, this, &ServerDialog::tryIt);
    connect(m_save, &QPushButton::clicked, this, &ServerDialog::save);
    connect(&m_check, &ServerCheck::done, this, &ServerDialog::showFinding);
    check();
    (isNew ? m_name : m_url)->setFocus();
}

void ServerDialog::build()
{
    const auto name = [](QWidget* widget, const QString& what, const QString& tip) {
        widget->setAccessibleName(what);
        widget->setToolTip(tip);
        widget->setAccessibleDescription(tip);
    };
    name(m_name, tr("Name"), {});
    name(m_url, tr("Address"), tr("Of the hub's API; with SSH, as that machine sees it."));
    name(m_color, tr("Colour"), tr("The line below the header has it."));
    name(m_group, tr("Group"), tr("Servers of one group stand together; it may be left empty."));
    name(m_alias, tr("Through SSH"),
        tr("A Host of ~/.ssh/config, or user@host; its key must need no question. Empty: the "
           "address is reached directly."));
    name(m_token, tr("Token"), tr("Kept by the desktop's secret service, and in no file."));
    m_name->setMaxLength(int(ServerProfile::MostNameCharacters));
    m_url->setMaxLength(int(ServerProfile::MostUrlCharacters));
    m_url->setPlaceholderText(u"https://eu-1.example:3000"_s);
    m_alias->setMaxLength(int(ServerProfile::MostAliasCharacters));
    m_token->setMaxLength(int(MostTokenCharacters));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(m_given.profile.needsToken && !m_given.profile.name.isEmpty()
            ? tr("as it is kept")
            : QString());
    m_group->setEditable(true);
    m_group->addItems(m_given.groups);
    m_group->lineEdit()->setMaxLength(int(ServerProfile::MostNameCharacters));
    m_group->lineEdit()->setAccessibleName(tr("Group"));
    m_color->addItems(ServerProfile::colorNames());
    auto* mark = new QLabel; // the lists of the style have no pictures
    connect(
        m_color, &QComboBox::currentIndexChanged, mark, [mark, isDark = m_given.isDark](int color) {
            mark->setPixmap(ServerButton::mark(ServerProfile::colorOf(color, isDark), SwatchInset));
        });
    mark->setPixmap(ServerButton::mark(ServerProfile::colorOf(0, m_given.isDark), SwatchInset));
    auto* colors = new QHBoxLayout;
    colors->addWidget(m_color, 1);
    colors->addWidget(mark);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Address"), m_url);
    form->addRow(tr("Through SS&H"), m_alias);
    form->addRow(QString(), m_needsToken);
    form->addRow(tr("To&ken"), m_token);
    auto* colorLabel = new QLabel(tr("&Colour"));
    colorLabel->setBuddy(m_color);
    form->addRow(colorLabel, colors);
    form->addRow(tr("&Group"), m_group);
    form->addRow(QString(), m_production);
    m_try->setToolTip(tr("Ask the hub who it is, and as whom you are there"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addWidget(m_finding);
    column->addStretch(1);
    column->addLayout(makeDialogFoot(*this, *m_save, m_try));
}

ServerProfile ServerDialog::profile() const
{
    ServerProfile profile = m_given.profile;
    QString problem;
    profile.name = m_name->text().trimmed();
    profile.url = ServerProfile::readUrl(m_url->text(), problem);
    profile.color = m_color->currentIndex();
    profile.group = m_group->currentText().trimmed();
    profile.sshAlias = m_alias->text().trimmed();
    profile.needsToken = m_needsToken->isChecked();
    profile.isProduction = m_production->isChecked();
    return profile;
}

std::optional<QString> ServerDialog::token() const
{
    if (!m_needsToken->isChecked())
        return QString();
    const QString written = m_token->text().trimmed();
    return written.isEmpty() ? std::nullopt : std::optional(written);
}

QString ServerDialog::problem() const
{
    const ServerProfile written = profile();
    QString wrong;
    if (written.name.isEmpty())
        return ServerProfile::nameProblem(written.name);
    ServerProfile::readUrl(m_url->text(), wrong);
    if (!wrong.isEmpty())
        return wrong;
    return m_given.problemOf ? m_given.problemOf(written) : written.problem();
}

void ServerDialog::check()
{
    const QString wrong = problem();
    const QString warning = wrong.isEmpty() ? profile().warning() : QString();
    // What is not written yet is not wrong yet, but cannot be saved either.
    const bool isBegun = !m_name->text().isEmpty() && !m_url->text().isEmpty();
    showLine(*m_problem, isBegun ? (wrong.isEmpty() ? warning : wrong) : QString());
    m_save->setEnabled(wrong.isEmpty());
    QString address;
    ServerProfile::readUrl(m_url->text(), address);
    m_try->setEnabled(
        address.isEmpty() && ServerProfile::aliasProblem(m_alias->text().trimmed()).isEmpty());
    m_token->setEnabled(m_needsToken->isChecked());
    showLine(*m_finding, {}); // of what was written before
}

void ServerDialog::tryIt()
{
    const ServerProfile written = profile();
    showLine(*m_finding, tr("Asking…"));
    const std::optional<QString> typed = token();
    if (typed || !m_given.keptToken) {
        m_check.start(written, typed.value_or(QString()), m_given.sshArguments);
        return;
    }
    m_given.keptToken([dialog = QPointer(this), written](const QString& kept) {
        if (dialog)
            dialog->m_check.start(written, kept, dialog->m_given.sshArguments);
    });
}

void ServerDialog::showFinding(const ServerFinding& finding)
{
    setLook(*m_finding, finding.problem.isEmpty() ? "dim" : "bad");
    showLine(*m_finding, finding.text());
}

QString ServerDialog::finding() const
{
    return m_finding->text();
}

void ServerDialog::save()
{
    if (!problem().isEmpty())
        return;
    Q_EMIT saved(profile(), token());
    accept();
}

} // namespace fanlight
