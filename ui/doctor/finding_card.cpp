// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/finding_card.h"

#include "messages/code_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>

namespace fanlight {
namespace {

using Verdict = DoctorFinding::Verdict;

constexpr int MarkWidth = 18;
constexpr int ChangeMargin = 26; // of frame, document and style, above and below
constexpr int ServerWidth = 150;

struct Look {
    QString mark;
    Theme::Role color;
};

Look lookOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Running:
        return {QStringLiteral("…"), Theme::Role::Accent};
    case Verdict::Good:
        return {QStringLiteral("✓"), Theme::Role::Good};
    case Verdict::Advice:
        return {QStringLiteral("!"), Theme::Role::Warning};
    case Verdict::Bad:
        return {QStringLiteral("✗"), Theme::Role::Bad};
    case Verdict::NotTried:
        break;
    }
    return {QStringLiteral("–"), Theme::Role::Dim};
}

void setInk(QLabel& label, const QColor& color)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, color);
    label.setPalette(palette);
}

QLabel* makeText(const char* look)
{
    auto* label = new QLabel;
    setLook(*label, look);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

FindingCard::FindingCard(DoctorFinding::Check check, const Theme& theme, QWidget* parent)
    : Card({}, parent)
    , m_theme(theme)
    , m_mark(new QLabel)
    , m_title(new QLabel(DoctorFinding::title(check)))
    , m_word(new QLabel)
    , m_text(makeText(""))
    , m_advice(makeText("dim"))
    , m_remedy(new QWidget)
    , m_servers(new QComboBox)
    , m_change(new CodeView(theme))
    , m_copy(new QPushButton(tr("Copy")))
{
    m_finding.check = check;
    m_mark->setFixedWidth(MarkWidth);
    m_mark->setAlignment(Qt::AlignCenter);
    QFont bold = m_mark->font();
    bold.setBold(true);
    m_mark->setFont(bold);
    setLook(*m_title, "title");
    setLook(*m_word, "hint");
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_mark);
    head->addWidget(m_title);
    head->addWidget(m_word);
    head->addStretch(1);

    const QString name = DoctorFinding::title(check);
    m_servers->setFixedWidth(ServerWidth);
    m_servers->setAccessibleName(tr("Server to change for %1").arg(name));
    m_change->setName(tr("What to change for %1").arg(name));
    m_change->edit()->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_change->edit()->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_change->edit()->setTabChangesFocus(true);
    m_copy->setAccessibleName(tr("Copy the change for %1").arg(name));
    auto* row = new QHBoxLayout(m_remedy);
    row->setContentsMargins({});
    row->setSpacing(10);
    row->addWidget(m_servers, 0, Qt::AlignTop);
    row->addWidget(m_change, 1);
    row->addWidget(m_copy, 0, Qt::AlignTop);

    auto* texts = new QVBoxLayout;
    texts->setContentsMargins(MarkWidth + 8, 0, 0, 0);
    texts->setSpacing(6);
    texts->addWidget(m_text);
    texts->addWidget(m_advice);
    texts->addWidget(m_remedy);
    body()->setSpacing(4);
    body()->addLayout(head);
    body()->addLayout(texts);

    m_servers->installEventFilter(this);
    m_change->edit()->viewport()->installEventFilter(this);

    connect(m_servers, &QComboBox::activated, this, [this] {
        m_server = m_servers->currentData().toString();
        showChange();
        Q_EMIT serverChosen(m_server);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(changeText());
        Q_EMIT copied(tr("copied what to change in %1").arg(m_servers->currentText()));
    });
    connect(&theme, &Theme::changed, this, [this] {
        paintMark();
        fitChange();
    });
    show(m_finding);
}

void FindingCard::show(const DoctorFinding& finding)
{
    const bool sameRemedies = finding.remedies == m_finding.remedies
        && m_servers->count() == int(finding.remedies.size());
    m_finding = finding;
    const QString title = DoctorFinding::title(finding.check),
                  word = DoctorFinding::word(finding.verdict);
    paintMark();
    m_word->setText(word);
    m_text->setText(finding.text);
    m_text->setVisible(!finding.text.isEmpty());
    setLook(*m_text,
        finding.verdict == Verdict::NotTried || finding.verdict == Verdict::Running ? "dim" : "");
    m_advice->setText(finding.advice);
    m_advice->setVisible(!finding.advice.isEmpty());
    m_remedy->setVisible(!finding.remedies.empty());
    setAccessibleName(tr("%1: %2").arg(title, word));
    setAccessibleDescription(finding.advice.isEmpty()
            ? finding.text
            : QStringList({finding.text, finding.advice}).join(QLatin1Char(' ')));
    if (!sameRemedies) { // else a choice or a selection would go
        m_servers->clear();
        for (const DoctorFinding::Remedy& remedy : finding.remedies)
            m_servers->addItem(remedy.server, remedy.server);
        chooseServer(m_server);
    }
}

void FindingCard::chooseServer(const QString& server)
{
    m_server = server;
    m_servers->setCurrentIndex(std::max(0, m_servers->findData(server)));
    showChange();
}

void FindingCard::showChange()
{
    const int index = m_servers->currentIndex();
    m_change->setText(index < 0 || index >= int(m_finding.remedies.size())
            ? QString()
            : m_finding.remedies[std::size_t(index)].change);
    fitChange();
}

void FindingCard::fitChange()
{
    const QString text = m_change->shownText();
    const QFontMetrics metrics(m_theme.monospace());
    int width = 0;
    for (const QString& line : text.split(QLatin1Char('\n')))
        width = std::max(width, metrics.horizontalAdvance(line));
    const bool isCut = m_change->isVisible() && width + ChangeMargin > m_change->width();
    const int bar = isCut ? m_change->edit()->horizontalScrollBar()->sizeHint().height() : 0;
    const int height
        = (int(text.count(QLatin1Char('\n'))) + 1) * metrics.lineSpacing() + ChangeMargin + bar;
    if (height != m_change->edit()->height())
        m_change->edit()->setFixedHeight(height);
}

bool FindingCard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && watched == m_change->edit()->viewport())
        fitChange(); // whether a bar to scroll by stands under the lines
    if (event->type() != QEvent::Wheel)
        return Card::eventFilter(watched, event);
    event->ignore();
    return true;
}

void FindingCard::paintMark()
{
    const Look look = lookOf(m_finding.verdict);
    m_mark->setText(look.mark);
    m_mark->setAccessibleName(DoctorFinding::word(m_finding.verdict));
    setInk(*m_mark, m_theme.color(look.color));
}

QString FindingCard::markText() const
{
    return m_mark->text();
}

QString FindingCard::sentence() const
{
    return m_text->text();
}

QString FindingCard::adviceText() const
{
    return m_advice->text();
}

QString FindingCard::changeText() const
{
    return m_finding.remedies.empty() ? QString() : m_change->shownText();
}

} // namespace fanlight
