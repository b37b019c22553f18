// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_page.h"

#include "curl_line.h"
#include "format.h"
#include "publish/delivery_card.h"
#include "publish/publish_check.h"
#include "publish/publish_form.h"
#include "publish/sent_table.h"
#include "publish/wire_preview.h"
#include "widgets/card.h"
#include "widgets/segmented.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// One line of many kilobytes would make each key in the editor slow.
constexpr qsizetype MostPreviewBytes = 16 << 10;

const QString ColumnsKey = u"publish/columns"_s;
const QString RowsKey = u"publish/rows"_s;
const QString HeaderKey = u"publish/sent"_s;
const QString ModeKey = u"publish/mode"_s;

constexpr std::array<int, SentModel::ColumnCount> SentWidths {112, 130, 100, 92, 72};

QLabel* makeLabel(const QString& text, const char* look)
{
    auto* label = new QLabel(text);
    setLook(*label, look);
    return label;
}

QString actionText(const PublishRequest& request, const PublishResult& result)
{
    if (!result.error.isEmpty())
        return u"not sent: "_s + result.error;
    const QString reached = reachedText(request, result.recipients);
    if (result.recipients == 0)
        return reached;
    QString text
        = (request.broadcast ? u"broadcast to "_s : audienceText(request) + u": sent to "_s) + reached;
    if (!result.write.isEmpty())
        text += u", write p99 %1 ms"_s.arg(format::milliseconds(result.write.percentileMs(99)));
    return text;
}

} // namespace

PublishPage::PublishPage(
    Hub& hub, Theme& theme, UiState& state, const QString& sentPath, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_keeper(m_sent, sentPath)
    , m_modes(new Segmented({u"Test broadcast"_s, u"To one user"_s, u"Several users"_s}))
    , m_curl(new QPushButton(u"Copy as curl"_s))
    , m_form(new PublishForm(theme))
    , m_delivery(new DeliveryCard(theme))
    , m_wire(new QPlainTextEdit)
    , m_table(new SentTable(theme))
    , m_sentProblem(makeLabel({}, "bad"))
{
    auto* rows = new QSplitter(Qt::Vertical);
    rows->addWidget(m_delivery);
    rows->addWidget(makeWireAndSent());
    rows->setStretchFactor(1, 1);
    rows->setSizes({260, 420});
    rows->setChildrenCollapsible(false);
    auto* columns = new QSplitter(Qt::Horizontal);
    columns->addWidget(m_form);
    columns->addWidget(rows);
    columns->setStretchFactor(1, 1);
    columns->setSizes({540, 590});
    columns->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(makeToolLine());
    column->addWidget(columns, 1);
    m_state.track(ColumnsKey, columns);
    m_state.track(RowsKey, rows);
    m_state.track(HeaderKey, m_table->horizontalHeader());

    connect(m_form, &PublishForm::changed, this, &PublishPage::formChanged);
    connect(m_form, &PublishForm::sendRequested, this, &PublishPage::send);
    connect(m_modes, &Segmented::changed, this, &PublishPage::setMode);
    connect(&m_hub, &Hub::statusChanged, this, &PublishPage::formChanged);
    connect(&m_keeper, &SentKeeper::problemChanged, this, &PublishPage::showSentProblem);
    connect(&m_theme, &Theme::changed, this, &PublishPage::takeTheme);
    makeShortcuts();
    takeTheme();
    showSentProblem();
    m_modes->setCurrent(m_state.value(ModeKey, 0).toInt());
    formChanged();
}

PublishPage::~PublishPage() = default;

QBoxLayout* PublishPage::makeToolLine()
{
    m_modes->setAccessibleName(u"Whom to send to"_s);
    connect(m_curl, &QPushButton::clicked, this, [this] { copyAsCurl(m_form->request()); });
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_modes);
    line->addStretch();
    line->addWidget(m_curl);
    return line;
}

QWidget* PublishPage::makeWireAndSent()
{
    setLook(*m_wire, "code");
    m_wire->setReadOnly(true);
    m_wire->setPlaceholderText(u"nothing: the payload is not valid JSON yet"_s);
    m_wire->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_wire->setTabChangesFocus(true);
    m_wire->setAccessibleName(u"On the wire"_s);
    m_wire->setMinimumHeight(58);
    m_wire->setMaximumHeight(150);
    m_table->setModel(&m_sent);
    for (int i = 0; i < SentModel::ColumnCount; ++i)
        m_table->horizontalHeader()->resizeSection(i, SentWidths[std::size_t(i)]);
    m_table->horizontalHeader()->setSectionResizeMode(SentModel::Kind, QHeaderView::Stretch);
    m_sentProblem->setWordWrap(true);
    connect(m_table, &SentTable::sendAgain, this, [this](int row) { publish(m_sent.entry(row).request); });
    connect(m_table, &SentTable::loadIntoEditor, this, &PublishPage::loadIntoEditor);
    connect(m_table, &SentTable::copyAsCurl, this,
        [this](int row) { copyAsCurl(m_sent.entry(row).request); });
    connect(m_table, &SentTable::removeRequested, &m_sent, &SentModel::remove);
    connect(m_table, &SentTable::clearRequested, &m_sent, &SentModel::clear);

    auto* card = new Card(u"On the wire"_s);
    card->titleLine()->insertWidget(1, makeLabel(u"exactly what each client receives"_s, "hint"));
    card->body()->addWidget(m_wire, 1);
    auto* sentLine = new QHBoxLayout;
    sentLine->setContentsMargins(0, 8, 0, 0);
    sentLine->addWidget(makeLabel(u"Sent before"_s, "title"));
    sentLine->addStretch();
    sentLine->addWidget(makeLabel(u"double-click sends again"_s, "hint"));
    card->body()->addLayout(sentLine);
    card->body()->addWidget(m_sentProblem);
    card->body()->addWidget(m_table, 3);
    return card;
}

void PublishPage::makeShortcuts()
{
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setAutoRepeat(false); // a key held down must not flood the clients
        connect(shortcut, &QShortcut::activated, this, &PublishPage::send);
    }
}

void PublishPage::setMode(int mode)
{
    m_form->setMode(PublishMode(mode));
    m_state.setValue(ModeKey, mode);
}

void PublishPage::setUser(const QString& userId)
{
    m_form->setUser(userId);
    m_modes->setCurrent(int(PublishMode::OneUser));
}

QString PublishPage::blockedReason() const
{
    if (!m_hub.isListening())
        return u"The hub is not listening: start it to send."_s;
    return m_form->problem(m_hub.options().dataLimit);
}

void PublishPage::formChanged()
{
    m_form->setBlocked(blockedReason());
    const QString problem = m_form->problem(m_hub.options().dataLimit);
    m_curl->setEnabled(problem.isEmpty());
    m_curl->setToolTip(
        problem.isEmpty() ? u"Copies a command that publishes the same."_s : problem);
    updatePreview();
}

void PublishPage::takeTheme()
{
    m_wire->setFont(m_theme.monospace());
    updatePreview();
}

void PublishPage::updatePreview()
{
    if (!m_form->hasValidPayload()) {
        m_wire->clear();
        return;
    }
    const PublishRequest request = m_form->request();
    const QByteArray event = ssePreview(request);
    const qsizetype left = event.size() - MostPreviewBytes;
    QString text = QString::fromUtf8(event.first(std::min(event.size(), MostPreviewBytes))).trimmed();
    if (left > 0)
        text += u"…\n(%1 more not shown)"_s.arg(format::bytes(double(left)));
    m_wire->setPlainText(text);

    QList<QTextEdit::ExtraSelection> dimmed;
    if (request.id.isEmpty()) {
        QTextEdit::ExtraSelection placeholder;
        placeholder.cursor = m_wire->document()->find(QString::fromLatin1(UnassignedId));
        placeholder.format.setForeground(m_theme.color(Theme::Role::Dim));
        dimmed.append(placeholder);
    }
    m_wire->setExtraSelections(dimmed);
}

void PublishPage::send()
{
    const QString reason = blockedReason();
    if (reason.isEmpty())
        publish(m_form->request());
    else
        Q_EMIT lastAction(u"not sent: "_s + reason);
}

void PublishPage::publish(const PublishRequest& request)
{
    m_hub.publish(request, [page = QPointer(this), request](const PublishResult& result) {
        if (page)
            page->showResult(request, result);
    });
}

void PublishPage::showResult(const PublishRequest& request, const PublishResult& result)
{
    m_delivery->showResult(request, result);
    if (result.error.isEmpty()) {
        m_sent.add({.timeMs = QDateTime::currentMSecsSinceEpoch(), .request = request, .recipients = result.recipients});
    }
    Q_EMIT lastAction(actionText(request, result));
}

void PublishPage::copyAsCurl(const PublishRequest& request)
{
    const bool needsToken = !m_hub.options().publishToken.isEmpty();
    QGuiApplication::clipboard()->setText(curlPublish(m_hub.status(), request, needsToken));
    Q_EMIT lastAction(u"curl command copied"_s);
}

void PublishPage::loadIntoEditor(int row)
{
    m_form->load(m_sent.entry(row).request);
    m_modes->setCurrent(int(m_form->mode()));
}

void PublishPage::showSentProblem()
{
    m_sentProblem->setText(m_keeper.problem());
    m_sentProblem->setVisible(!m_keeper.problem().isEmpty());
}

} // namespace fanlight
