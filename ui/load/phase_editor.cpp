// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/phase_editor.h"

#include "load/error_lines.h"
#include "widgets/flow_layout.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/row_table.h"

#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QStyledItemDelegate>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int TableSlack = 4;

// The whole of a cell has the ground the model wants for it.
class PhaseDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        if (const QVariant ground = index.data(Qt::BackgroundRole); ground.isValid())
            painter->fillRect(option.rect, ground.value<QBrush>());
        QStyledItemDelegate::paint(painter, option, index);
    }
};

} // namespace

PhaseEditor::PhaseEditor(const Theme& theme, ErrorLines& errors, QWidget* parent)
    : QWidget(parent)
    , m_model(theme)
    , m_table(new RowTable)
    , m_addPhase(new QPushButton(tr("Add")))
    , m_removePhase(new QPushButton(tr("Remove")))
    , m_up(new QPushButton(tr("Up")))
    , m_down(new QPushButton(tr("Down")))
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Phases"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
        | QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->setTabKeyNavigation(false);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(false);
    header->setSectionsMovable(false);
    m_table->fitColumn(PhaseModel::Duration, u"10m"_s, theme.tabular());
    m_table->fitColumn(PhaseModel::Arrivals, u"10 → 200"_s, theme.tabular());
    m_table->fitColumn(PhaseModel::Cap, PhaseModel::tr("none"), theme.tabular());
    m_table->fitColumn(PhaseModel::Clients, u"10,000"_s, theme.tabular());
    m_table->setItemDelegate(new PhaseDelegate(m_table));
    header->setSectionResizeMode(PhaseModel::Name, QHeaderView::Stretch);
    m_table->setToolTip(tr("F2 or a double click edits; Ctrl+Up and Ctrl+Down move a phase"));
    connect(&m_model, &PhaseModel::edited, this, [this] {
        m_table->setAccessibleDescription(m_model.error());
        fitTable();
        Q_EMIT edited();
    });
    const auto key = [this](const QKeySequence& keys, const QString& what, auto run) {
        auto* shortcut = new QShortcut(keys, m_table, nullptr, nullptr, Qt::WidgetShortcut);
        explainKey(*shortcut, what);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    key(Qt::Key_Insert, tr("Add a phase"), [this] { add(); });
    key(Qt::Key_Delete, tr("Remove the phase"), [this] { remove(); });
    key(Qt::CTRL | Qt::Key_Up, tr("Move the phase up"), [this] { moveBy(-1); });
    key(Qt::CTRL | Qt::Key_Down, tr("Move the phase down"), [this] { moveBy(1); });
    connect(m_addPhase, &QPushButton::clicked, this, &PhaseEditor::add);
    connect(m_removePhase, &QPushButton::clicked, this, &PhaseEditor::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { moveBy(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveBy(1); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &PhaseEditor::updateButtons);

    auto* titles = new FlowLayout(6, 4);
    titles->addWidget(makeLabel(tr("Phases"), "title"));
    titles->addStretch();
    for (QPushButton* button : {m_addPhase, m_removePhase, m_up, m_down}) {
        setLook(*button, "small");
        button->setAccessibleName(tr("%1 phase").arg(button->text()));
        titles->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addLayout(titles);
    column->addWidget(errors.under(m_table, {m_table}));
}

void PhaseEditor::add()
{
    const int row = m_model.add(
        m_table->currentIndex().isValid() ? m_table->currentIndex().row() : m_model.rowCount() - 1);
    if (row < 0)
        return;
    m_table->setCurrentIndex(m_model.index(row, PhaseModel::Name));
    m_table->setFocus();
}

void PhaseEditor::remove()
{
    const QModelIndex at = m_table->currentIndex();
    if (at.isValid() && m_model.rowCount() > 1)
        m_model.remove(at.row());
}

void PhaseEditor::moveBy(int by)
{
    const QModelIndex at = m_table->currentIndex();
    if (at.isValid() && m_model.move(at.row(), by))
        updateButtons();
}

void PhaseEditor::updateButtons()
{
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
    m_addPhase->setEnabled(m_model.rowCount() < int(LoadScenario::MostPhases));
    m_removePhase->setEnabled(row >= 0 && m_model.rowCount() > 1);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_model.rowCount());
}

void PhaseEditor::fitTable()
{
    const int rows = std::clamp(m_model.rowCount(), 1, MostTableRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
        + rows * m_table->verticalHeader()->defaultSectionSize() + TableSlack);
    fitColumns();
    updateButtons();
}

void PhaseEditor::setNarrow(bool narrow)
{
    m_narrow = narrow;
    fitColumns();
}

// Where there is little room names need that of the caps, unless there are any.
void PhaseEditor::fitColumns()
{
    const auto phases = m_model.phases();
    const bool anyCap = std::any_of(
        phases.begin(), phases.end(), [](const LoadPhase& phase) { return phase.maxClients > 0; });
    m_table->setColumnHidden(PhaseModel::Cap, m_narrow && !anyCap);
}

} // namespace fanlight
