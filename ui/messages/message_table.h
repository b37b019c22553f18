// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/message_model.h"
#include "ui_state.h"
#include "widgets/row_table.h"

namespace fanlight {

// The table of messages and its columns: those of every message as they are first seen, those of
// the payload where they belong, all kept over restarts. The payload takes what is left of the
// width until somebody gives it one. Main thread; owned by the page.
class MessageTable : public RowTable {
    Q_OBJECT
public:
    // All must outlive this.
    MessageTable(
        const Theme& theme, MessageModel& model, UiState& state, QWidget* parent = nullptr);

    void restore(); // the columns of last time
    int addField(const QString& path); // its column; -1: there are too many
    void removeField(const QString& path);
    int spareWidth() const; // that it can give away and still show all its columns
    void fitTimes(); // wide enough for dates, where there are other days

Q_SIGNALS:
    void fieldsChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitPayload();
    void keepFields();

    const Theme& m_theme;
    MessageModel& m_model;
    UiState& m_state;
    bool m_isFitting = false; // widths change by our own doing
    bool m_hasChosenWidth = false; // of the payload, by hand
    bool m_hasDates = false;
};

} // namespace fanlight
