// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_spec.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace fanlight {

// "--manual[=WHAT]" of a program; `what` are the words it takes, "[page|completion]".
OptionSpec manualOption(const char* what);

// What it asks for, "" for the page; nothing when it is not given. Without the program's name.
std::optional<QString> askedManual(const QStringList& arguments);

// A manual page, in words; its options come from the tables that --help is printed from. Texts are
// paragraphs with an empty line between; one that begins with "* " is a term, its explanation
// behind " :: "; lines that begin with four blanks are shown as they stand. A plain value.
struct ManualPage {
    struct Part {
        QString heading;
        QString text;
    };

    QString name; // "fanlightd"
    int section = 1;
    QString purpose; // in NAME; no full stop
    QStringList synopsis; // a line each
    std::vector<Part> before = {}; // DESCRIPTION and what else stands before the options
    QString optionsHeading = QStringLiteral("OPTIONS");
    QString optionsText = {}; // above them
    std::vector<OptionSpec> options = {}; // below their sections, in the order these come in
    bool isFile = false; // they are told as the lines of a file: "retry = DURATION"
    std::vector<Part> after = {};
};

const QString CompletionWord = QStringLiteral("completion"); // of --manual

// In roff with the macros of man(7), ASCII only. `date` as 2026-11-30; `product` with its version.
QByteArray manualRoff(const ManualPage& page, const QString& date, const QString& product);
// … of this version, with the day of SOURCE_DATE_EPOCH where it is set, else that of the release.
QByteArray manualRoff(const ManualPage& page);

// Completes the options of a program, and the words that they take, in bash.
QByteArray bashCompletion(const QString& program, const std::vector<OptionSpec>& options);

} // namespace fanlight
