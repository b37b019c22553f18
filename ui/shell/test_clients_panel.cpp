// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/test_clients_panel.h"

#include "format.h"
#include "theme/theme.h"
#include "widgets/elided_label.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>

#include <algorithm>

namespace fanlight {

namespace {

constexpr int PanelMargin = 14;
constexpr int UsualCount = 100;
constexpr int MostCount = 100'000;
constexpr int MostUsers = 1'000'000;
constexpr int MostSeconds = 3600;
constexpr std::chrono::milliseconds Tick{500};

QString typesText(const QStringList& types)
{
    return types.isEmpty() ? TestClientsPanel::tr("all types") : types.join(QStringLiteral(", "));
}

} // namespace

TestClientsPanel::TestClientsPanel(Groups groups, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_groups(std::move(groups))
    , m_summary(new QLabel)
    , m_list(new QVBoxLayout)
    , m_count(new QSpinBox)
    , m_users(new QSpinBox)
    , m_types(new QLineEdit)
    , m_slow(new QDoubleSpinBox)
    , m_drop(new QDoubleSpinBox)
    , m_every(new QSpinBox)
    , m_away(new QSpinBox)
    , m_problem(new QLabel)
    , m_add(new QPushButton(tr("&Add")))
    , m_removeAll(new QPushButton(tr("&Remove all")))
{
    setAccessibleName(tr("Test clients"));
    setFrameShape(QFrame::StyledPanel);
    setLook(*this, "popup");
    auto* title = new QLabel(tr("Test clients"));
    setLook(*title, "title");
    setLook(*m_summary, "dim");
    setLook(*m_problem, "bad");
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    setLook(*m_add, "primary");
    auto* note
        = new QLabel(tr("They live in this program, open real streams to the hub and are sent a "
                        "few notifications a second. What they do counts in every figure."));
    setLook(*note, "hint");
    note->setWordWrap(true);
    m_list->setSpacing(4);

    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_summary);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_removeAll);
    buttons->addStretch();
    buttons->addWidget(m_add);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(PanelMargin, PanelMargin, PanelMargin, PanelMargin);
    column->setSpacing(10);
    column->addLayout(head);
    column->addLayout(m_list);
    column->addWidget(makeFields());
    column->addWidget(note);
    column->addWidget(m_problem);
    column->addLayout(buttons);

    m_tick.setInterval(Tick);
    connect(&m_tick, &QTimer::timeout, this, &TestClientsPanel::refresh);
    connect(m_add, &QPushButton::clicked, this, [this] { Q_EMIT addRequested(count(), kind()); });
    connect(m_removeAll, &QPushButton::clicked, this, &TestClientsPanel::removeAllRequested);
    setKind({});
    refresh();
}

QWidget* TestClientsPanel::makeFields()
{
    m_count->setRange(1, MostCount);
    m_count->setValue(UsualCount);
    m_users->setRange(1, MostUsers);
    for (QSpinBox* spin : {m_count, m_users})
        spin->setGroupSeparatorShown(true);
    m_types->setPlaceholderText(tr("all; or a list: like, comment"));
    for (QDoubleSpinBox* share : {m_slow, m_drop}) {
        share->setRange(0, 100);
        share->setDecimals(0);
        share->setSuffix(tr(" %"));
        share->setSpecialValueText(tr("none"));
    }
    m_slow->setToolTip(
        tr("Read so slowly that they fall behind and the hub’s backlog limit is felt."));
    for (QSpinBox* seconds : {m_every, m_away}) {
        seconds->setSuffix(tr(" s"));
        seconds->setMaximum(MostSeconds);
    }
    m_every->setMinimum(1);
    m_every->setPrefix(tr("every ", "before a number of seconds"));
    m_away->setMinimum(0);
    m_away->setSpecialValueText(tr("when the hub asks them to"));
    m_away->setPrefix(tr("after ", "before a number of seconds"));

    auto* fields = new QWidget;
    auto* form = new QFormLayout(fields);
    form->setContentsMargins({});
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    const auto add = [form](const QString& name, QWidget* field, QWidget* input) {
        auto* label = new QLabel(name);
        setLook(*label, "dim");
        label->setBuddy(input);
        input->setAccessibleName(name);
        form->addRow(label, field);
    };
    auto* drops = new QWidget;
    auto* line = new QHBoxLayout(drops);
    line->setContentsMargins({});
    line->setSpacing(8);
    line->addWidget(m_drop, 1);
    line->addWidget(m_every, 1);
    m_every->setAccessibleName(tr("How often they lose it"));
    add(tr("How many more"), m_count, m_count);
    add(tr("As users 1 to"), m_users, m_users);
    add(tr("Types"), m_types, m_types);
    add(tr("Slow readers"), m_slow, m_slow);
    add(tr("Lose their connection"), drops, m_drop);
    add(tr("Come back"), m_away, m_away);
    const auto update = [this] {
        const bool lost = m_drop->value() > 0;
        m_every->setEnabled(lost);
        m_away->setEnabled(lost);
    };
    connect(m_drop, &QDoubleSpinBox::valueChanged, this, update);
    update();
    return fields;
}

int TestClientsPanel::count() const
{
    return m_count->value();
}

TestClientKind TestClientsPanel::kind() const
{
    TestClientKind kind;
    kind.users = m_users->value();
    for (const QString& type : m_types->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!type.trimmed().isEmpty())
            kind.types << type.trimmed();
    }
    kind.slowShare = m_slow->value() / 100;
    kind.dropShare = m_drop->value() / 100;
    if (kind.dropShare > 0) { // else what nobody does would tell groups apart
        kind.dropEvery = std::chrono::seconds(m_every->value());
        kind.dropAway = std::chrono::seconds(m_away->value());
    }
    return kind;
}

void TestClientsPanel::setKind(const TestClientKind& kind)
{
    m_users->setValue(int(kind.users));
    m_types->setText(kind.types.join(QStringLiteral(", ")));
    m_slow->setValue(100 * kind.slowShare);
    m_drop->setValue(100 * kind.dropShare);
    m_every->setValue(int(kind.dropEvery.count()));
    m_away->setValue(int(kind.dropAway.count()));
}

QString TestClientsPanel::describe(const TestClientKind& kind)
{
    QStringList parts{
        tr("users 1 to %1").arg(format::count(double(kind.users))), typesText(kind.types)};
    if (kind.slowShare > 0)
        parts << tr("%1 slow").arg(format::percent(100 * kind.slowShare));
    if (kind.dropShare > 0)
        parts << tr("%1 lost every %2 s")
                     .arg(format::percent(100 * kind.dropShare))
                     .arg(kind.dropEvery.count());
    return parts.join(QStringLiteral(", "));
}

void TestClientsPanel::addRow()
{
    auto* text = new ElidedLabel;
    auto* remove = new QPushButton(tr("Remove"));
    setLook(*remove, "small");
    auto* line = new QWidget;
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins({});
    layout->addWidget(text, 1);
    layout->addWidget(remove);
    m_list->addWidget(line);
    connect(remove, &QPushButton::clicked, this,
        [this, group = int(m_rows.size())] { Q_EMIT removeRequested(group); });
    m_rows.push_back({line, text, remove});
}

void TestClientsPanel::refresh()
{
    const std::vector<TestClients::Group> groups = m_groups();
    while (m_rows.size() < groups.size())
        addRow();
    int wanted = 0;
    int connected = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        row.line->setVisible(i < groups.size());
        if (i >= groups.size())
            continue;
        wanted += groups[i].wanted;
        connected += groups[i].connected;
        row.text->setText(tr("%1: %2", "number, what they are like")
                              .arg(format::count(groups[i].wanted), describe(groups[i].kind)));
        row.remove->setAccessibleName(tr("Remove %1").arg(row.text->text()));
    }
    m_summary->setText(wanted == 0
            ? tr("there are none")
            : tr("%1 of %2 connected").arg(format::count(connected), format::count(wanted)));
    m_removeAll->setEnabled(wanted > 0);
    if (isVisible() && sizeHint().height() != height())
        adjustSize();
}

void TestClientsPanel::showProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    refresh();
}

void TestClientsPanel::showBeneath(const QWidget& button)
{
    showProblem({});
    setFixedWidth(sizeHint().width());
    adjustSize();
    const QRect room = button.screen()->availableGeometry();
    QPoint place = button.mapToGlobal(QPoint(0, button.height() + 4));
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    place.setY(std::clamp(place.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(place);
    show();
    m_count->setFocus(Qt::PopupFocusReason);
    m_count->selectAll();
}

QString TestClientsPanel::summary() const
{
    return m_summary->text();
}

QStringList TestClientsPanel::rows() const
{
    QStringList texts;
    for (const Row& row : m_rows) {
        if (!row.line->isHidden())
            texts << row.text->text();
    }
    return texts;
}

QString TestClientsPanel::problem() const
{
    return m_problem->text();
}

QPushButton* TestClientsPanel::removeButton(int group) const
{
    return m_rows.at(std::size_t(group)).remove;
}

void TestClientsPanel::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    m_tick.start();
}

void TestClientsPanel::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    m_tick.stop();
}

} // namespace fanlight
