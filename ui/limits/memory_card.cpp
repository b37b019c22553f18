// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/memory_card.h"

#include "format.h"
#include "hub/options.h"
#include "load/memory_probe.h"
#include "ui_state.h"
#include "widgets/filter_line.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace fanlight {
namespace {
const QString BudgetKey = QStringLiteral("limits/budget");
constexpr int EditWidth = 110;
} // namespace

MemoryCard::MemoryCard(const Theme& theme, UiState& state, QWidget* parent)
    : Card(tr("Memory of a connection"), parent)
    , m_state(state)
    , m_grid(new QGridLayout)
    , m_note(new QLabel)
    , m_error(new QLabel)
    , m_edit(new QLineEdit)
    , m_measure(
          new QPushButton(tr("&Measure with %1 clients").arg(format::count(MemoryProbe::Clients))))
{
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    m_user = addLine(tr("Hub, measured"));
    m_kernel = addLine(tr("Kernel, measured"));
    m_sum = addLine(tr("Together"));
    auto* name = new QLabel(tr("Budget"));
    setLook(*name, "dim");
    name->setBuddy(m_edit);
    m_edit->setFixedWidth(EditWidth);
    m_edit->setAccessibleName(tr("Budget of a connection"));
    auto* usual = new QLabel(tr("50 to 100 KB is the usual guess"));
    setLook(*usual, "hint");
    usual->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_edit);
    line->addWidget(usual, 1);
    const int row = m_grid->rowCount();
    m_grid->addWidget(name, row, 0);
    m_grid->addLayout(line, row, 1);
    setLook(*m_error, "bad");
    m_grid->addWidget(m_error, row + 1, 1);
    m_free = addLine(tr("Free on this machine"));
    const auto setFonts = [this, &theme] {
        for (QLabel* label : {m_user, m_kernel, m_sum, m_free})
            label->setFont(theme.tabular());
    };
    connect(&theme, &Theme::changed, this, setFonts);
    setFonts();
    m_sum->setWordWrap(true);
    m_error->setWordWrap(true);
    setLook(*m_note, "hint");
    m_note->setWordWrap(true);
    auto* button = new QHBoxLayout;
    button->addWidget(m_measure);
    button->addStretch(1);
    body()->addLayout(m_grid);
    body()->addWidget(m_note);
    body()->addLayout(button);
    body()->addStretch(1);

    connect(m_edit, &QLineEdit::textChanged, this, &MemoryCard::takeBudget);
    m_measure->setToolTip(
        tr("Starts a hub without a window for some seconds and looks what "
           "clients add to its memory. This hub and its clients notice nothing."));
    connect(m_measure, &QPushButton::clicked, this, &MemoryCard::measureRequested);
    m_error->hide();
    m_edit->setText(state.value(BudgetKey, byteSizeText(DefaultBudget)).toString());
    show({}, Unknown);
}

QLabel* MemoryCard::addLine(const QString& name)
{
    auto* label = new QLabel(name);
    setLook(*label, "dim");
    auto* value = new QLabel;
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleDescription(name);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(value, row, 1);
    return value;
}

void MemoryCard::takeBudget(const QString& text)
{
    const std::optional<qint64> bytes = parseByteSize(text.trimmed());
    const bool ok = bytes && *bytes >= LeastBudget && *bytes <= MostBudget;
    showFilterProblem(*m_edit, *m_error,
        ok ? QString()
           : tr("A size from %1 to %2, like 64KiB")
                 .arg(byteSizeText(LeastBudget), byteSizeText(MostBudget)));
    if (!ok)
        return;
    m_budget = *bytes;
    m_state.setValue(BudgetKey, text.trimmed());
    Q_EMIT budgetChanged();
}

void MemoryCard::show(const CostFigures& costs, double availableBytes)
{
    m_costs = costs;
    m_user->setText(format::bytes(costs.bytesPerConnection));
    m_kernel->setText(format::bytes(costs.kernelBytesPerConnection));
    const double sum = costs.memoryPerConnection();
    QString together = format::bytes(sum);
    if (isKnown(sum))
        together = tr("%1, %2 of the budget").arg(together, format::percent(100 * sum / budget()));
    if (costs.tlsBytesPerConnection > 0)
        together = tr("%1, with %2 for TLS (not measured here)")
                       .arg(together, format::bytes(costs.tlsBytesPerConnection));
    m_sum->setText(together);
    m_free->setText(format::bytes(availableBytes));
    if (m_isMeasuring)
        m_note->setText(tr("Measuring: a hub without a window takes clients…"));
    else if (!m_problem.isEmpty())
        m_note->setText(tr("Not measured: %1").arg(m_problem));
    else if (costs.memoryMs > 0)
        m_note->setText(tr("Measured with %1 clients at %2, in a hub without a window.")
                            .arg(format::count(double(costs.connections)),
                                format::clock(costs.memoryMs, false)));
    else if (!m_isMeasurable)
        m_note->setText(tr("The hub does not tell what a connection takes there."));
    else
        m_note->setText(tr("Not measured yet. The hub shares its process with this window and its "
                           "test clients, so what the program grows by says nothing of a "
                           "connection."));
}

void MemoryCard::setMeasurable(bool measurable)
{
    m_isMeasurable = measurable;
    m_measure->setVisible(measurable);
}

void MemoryCard::setMeasuring(bool measuring, const QString& error)
{
    m_isMeasuring = measuring;
    m_problem = error;
    m_measure->setEnabled(!measuring);
}

QString MemoryCard::budgetError() const
{
    return m_error->text();
}

QString MemoryCard::userText() const
{
    return m_user->text();
}

QString MemoryCard::kernelText() const
{
    return m_kernel->text();
}

QString MemoryCard::sumText() const
{
    return m_sum->text();
}

QString MemoryCard::freeText() const
{
    return m_free->text();
}

QString MemoryCard::note() const
{
    return m_note->text();
}

} // namespace fanlight
