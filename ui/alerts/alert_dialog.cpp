// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_dialog.h"

#include "alerts/alert_book.h"
#include "alerts/alert_text.h"
#include "alerts/alert_webhooks.h"
#include "alerts/webhook_field.h"
#include "theme/theme.h"
#include "widgets/dialog_foot.h"
#include "widgets/label.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

enum AlertScope { AllHubs, ThisHub };
constexpr int AlertDialogWidth = 560;

} // namespace

AlertDialog::AlertDialog(
    AlertBook& book, const Theme& theme, const AlertRule& rule, QWidget* parent)
    : QDialog(parent)
    , m_book(book)
    , m_rule(rule)
    , m_line(new QLineEdit(rule.text()))
    , m_choose(new QPushButton(tr("&Figures")))
    , m_figures(new QMenu(this))
    , m_note(makeWrappedLabel("dim"))
    , m_name(new QLineEdit(rule.name))
    , m_severity(new Segmented({tr("Warning"), tr("Critical")}))
    , m_scope(new Segmented({tr("All hubs"), tr("This hub")}))
    , m_notify(new QCheckBox(tr("&Notify on the desktop")))
    , m_webhook(new WebhookField({tr("Call a &webhook of its own"), book.webhooks().own(rule.id),
          [this] {
              return AlertWebhooks::bodyOf(
                  m_book.example(m_parsed.rule.value_or(AlertRule())), AlertWebhooks::State::Test);
          }}))
    , m_save(new QPushButton(tr("&Save")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(rule.id.isEmpty() ? tr("New alert") : tr("Change alert"));
    m_line->setFont(theme.monospace());
    m_line->setMaxLength(int(AlertRule::MostTextCharacters));
    m_line->setPlaceholderText(u"ack_p99 > 50 ms for 30 s"_s);
    m_line->setAccessibleName(tr("Rule"));
    m_line->setToolTip(tr("A figure, one of > >= < <=, a number with its unit, and for how long it "
                          "must hold: “slow_clients > 0”, “redis away for 1 min”"));
    m_name->setMaxLength(int(AlertRule::MostNameCharacters));
    m_name->setPlaceholderText(tr("as the rule says"));
    m_name->setAccessibleName(tr("Name"));
    m_severity->setAccessibleName(tr("Severity"));
    m_severity->setCurrent(rule.severity == AlertSeverity::Critical ? 1 : 0);
    m_scope->setAccessibleName(tr("For which hubs"));
    m_scope->setCurrent(rule.hub.isEmpty() ? AllHubs : ThisHub);
    if (book.hub().key.isEmpty() && rule.hub.isEmpty())
        m_scope->setSegmentEnabled(
            ThisHub, false, tr("The hub of this window has no profile to keep it with."));
    m_notify->setChecked(rule.notifies);
    m_choose->setMenu(m_figures);
    m_choose->setAutoDefault(false);
    makeFigures();

    auto* condition = new QHBoxLayout;
    condition->setSpacing(10);
    condition->addWidget(m_line, 1);
    condition->addWidget(m_choose);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(10);
    auto* label = new QLabel(tr("&Rule"));
    label->setBuddy(m_line);
    form->addRow(label, condition);
    form->addRow(QString(), m_note);
    form->addRow(tr("Na&me"), m_name);
    form->addRow(tr("Severity"), m_severity);
    form->addRow(tr("For"), m_scope);
    form->addRow(QString(), m_notify);
    form->addRow(QString(), m_webhook);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    column->addLayout(form);
    column->addLayout(makeDialogFoot(*this, *m_save));
    setMinimumWidth(AlertDialogWidth);
    connect(m_line, &QLineEdit::textChanged, this, &AlertDialog::check);
    connect(m_webhook, &WebhookField::changed, this, &AlertDialog::check);
    connect(&book, &AlertBook::statesChanged, this, &AlertDialog::check);
    connect(m_save, &QPushButton::clicked, this, &AlertDialog::save);
    check();
    m_line->setFocus();
    m_line->selectAll();
}

// Percentiles of one latency in a menu of their own.
void AlertDialog::makeFigures()
{
    QMenu* latencies = nullptr;
    QString latency;
    for (const AlertFigure& figure : AlertFigure::all()) {
        QMenu* menu = m_figures;
        if (isKnown(figure.percent)) {
            const QString name = figure.name.left(figure.name.lastIndexOf(u"_p"_s));
            if (std::exchange(latency, name) != name)
                latencies = m_figures->addMenu(name);
            menu = latencies;
        }
        menu->addAction(tr("%1\t%2", "a figure, what it is").arg(figure.name, figure.description()),
            this, [this, &figure] { setFigure(figure); });
    }
}

// In the place of the one that stands there.
void AlertDialog::setFigure(const AlertFigure& figure)
{
    static const QString Blank = u" "_s;
    const QString rest = m_line->text().trimmed().section(u' ', 1);
    const AlertRule::Parsed kept = AlertRule::parse(figure.name + Blank + rest);
    AlertRule example;
    example.figure = &figure;
    example.value = figure.unit == AlertUnit::Bytes || figure.unit == AlertUnit::BytesPerSecond
        ? 100. * (1 << 20)
        : 50;
    example.lasts = std::chrono::seconds(30);
    m_line->setText(kept.rule ? kept.rule->text() : example.text());
    m_line->setFocus();
}

void AlertDialog::check()
{
    m_parsed = AlertRule::parse(m_line->text());
    const bool isEmpty = m_line->text().trimmed().isEmpty();
    setLook(*m_note, m_parsed.rule || isEmpty ? "dim" : "bad");
    m_note->setText(
        m_parsed.rule ? alert_text::outcome(*m_parsed.rule, m_book.reading()) : m_parsed.error);
    m_line->setAccessibleDescription(m_note->text());
    m_save->setEnabled(m_parsed.rule.has_value() && m_webhook->isGood());
}

QString AlertDialog::noteText() const
{
    return m_note->text();
}

void AlertDialog::save()
{
    if (!m_parsed.rule) {
        m_line->setFocus();
        m_line->setSelection(int(m_parsed.at), int(std::max<qsizetype>(1, m_parsed.length)));
        return;
    }
    AlertRule rule = *m_parsed.rule;
    rule.id = m_rule.id;
    rule.isOn = m_rule.isOn;
    rule.name = m_name->text();
    rule.severity = m_severity->current() == 1 ? AlertSeverity::Critical : AlertSeverity::Warning;
    // Of one for another hub it is not asked which.
    const QString onlyHub = m_rule.hub.isEmpty() ? m_book.hub().key : m_rule.hub;
    rule.hub = m_scope->current() == ThisHub ? onlyHub : QString();
    rule.notifies = m_notify->isChecked();
    QString problem = m_book.save(rule, &rule.id);
    if (problem.isEmpty())
        problem = m_book.webhooks().setOwn(rule.id, m_webhook->url());
    if (!problem.isEmpty()) {
        m_rule.id = rule.id; // it is kept already
        setLook(*m_note, "bad");
        m_note->setText(problem);
        return;
    }
    Q_EMIT saved(rule);
    accept();
}

} // namespace fanlight
